import type { Act } from '../season';
import { decide, propose, record } from './authority-acts';
import type { Board, Standing } from './board';
import { wordsFor } from './board';
import { changeVote, openSession, signMinutes, vote } from './council-acts';
import type { Stage } from './stage';
import { check, create, line, recognise, submit } from './unit-acts';
import { StoryError } from './wait';

/**
 * Plays the story, act by act.
 * @param after what somebody does when an act is over and before the next one
 * @throws StoryError that names the act with which it does not go on
 */
export async function play(
  stage: Stage,
  board: Board,
  after: (act: Act) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { start, acts } = stage.season.story;
  let now = start;
  for (const [index, act] of acts.entries()) {
    board.act(index + 1, wordsFor(act, stage.season, now));
    try {
      await perform(stage, act);
      await after(act);
    } catch (error) {
      throw new StoryError(`Act ${index + 1} (${wordsFor(act, stage.season, now)}): ${messageOf(error)}`, {
        cause: error,
      });
    }
    if (act.act === 'clock') now = act.to;
  }
  await stage.settle();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function perform(stage: Stage, act: Act): Promise<void> {
  switch (act.act) {
    case 'clock':
      // what the day has begun is over before the next one
      await stage.settle();
      await stage.cast.admin.post('/rehearsal/clock', { to: act.to });
      return;
    case 'create':
      return create(stage, { ...act, act: 'create' });
    case 'check':
      return check(stage, act);
    case 'recognise':
      return recognise(stage, act);
    case 'submit':
      return submit(stage, act);
    case 'line':
      return line(stage, act);
    case 'openSession':
      return openSession(stage, { ...act, act: 'openSession' });
    case 'signMinutes':
      return signMinutes(stage, { ...act, act: 'signMinutes' });
    case 'vote':
      return vote(stage, act);
    case 'changeVote':
      return changeVote(stage, act);
    case 'propose':
      return propose(stage, { ...act, act: 'propose' });
    case 'decide':
      return decide(stage, { ...act, act: 'decide' });
    case 'record':
      return record(stage, { ...act, act: 'record' });
  }
}

/** Where every nomination of the sample stands, by its key. */
export async function standings(stage: Stage): Promise<Standing[]> {
  const listed = new Map((await stage.list()).map((n) => [n.id, n.status]));
  return stage.season.nominations.map(({ key, body }) => ({
    key,
    award: body.award,
    status: listed.get(stage.numbers.get(key) ?? '') ?? '–',
  }));
}
