import { lonelyForm } from '../../../platform/drill/forms';

const form = (inside: string, head = 'method="post" action="/b/x?a=1&amp;b=2"') =>
  `<body><form ${head}>${inside}</form></body>`;

test('a button that stands alone is pressed with what is filled in, and nothing else', () => {
  const html = form(`
    <input type="hidden" name="submission" value="f&#39;1"><input name='free' value=typed><textarea name="reason"></textarea>
    <input type="radio" name="send" value="yes"><input type="radio" name="send" value="no" checked>
    <input type="checkbox" name="tick"><input type="file" name="file"><button name="step" value="send">Gửi</button>`);
  expect(lonelyForm(html)).toEqual({
    method: 'POST',
    action: '/b/x?a=1&b=2',
    fields: [
      ['submission', "f'1"],
      ['free', 'typed'],
      ['reason', ''],
      ['send', 'no'],
      ['step', 'send'],
    ],
  });
});

test.each([
  ['<button>Đồng ý</button>', '', 'GET', ''],
  ['<input type="submit" value="Đồng ý">', 'method=POST', 'POST', ''],
  ['<input type=image src="x">', 'method="post"', 'POST', ''],
  ['<button formaction="/agree">Đồng ý</button>', 'method="post" action="/b"', 'POST', '/agree'],
  ['<button type="button">Mở</button><button>Đồng ý</button>', 'method="post"', 'POST', ''],
  ['<button hidden>Ẩn</button><button disabled>Tắt</button><button>Đồng ý</button>', '', 'GET', ''],
])('%s in <form %s>', (inside, head, method, action) => {
  expect(lonelyForm(form(inside, head))).toMatchObject({ method, action });
});

test.each([
  ['two buttons', form('<button>Đồng ý</button><button>Không đồng ý</button>')],
  ['none', form('<input name="a">')],
  ['one that needs a script', form('<button type="button">Đồng ý</button>')],
  ['one outside of a form', '<button>Đồng ý</button>'],
  ['one behind a form', '<form></form><button>Đồng ý</button><form></form>'],
])('is not pressed: %s', (_, html) => {
  expect(lonelyForm(html)).toBeUndefined();
});
