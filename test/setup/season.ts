import { season, type Act } from '../../samples/season';
import { Cast } from '../../samples/driver/cast';
import { Api } from '../../samples/driver/http';
import { Inbox } from '../../samples/driver/inbox';
import { enterMasterData } from '../../samples/driver/master-data';
import { play } from '../../samples/driver/play';
import { Stage } from '../../samples/driver/stage';
import type { TestApi } from './api';

/** The sample season on the service of a test, as far as the test lets it be played. */
export interface SeasonOnStage {
  /** Plays acts that need no mail. */
  play(acts: readonly Act[]): Promise<void>;
  /** The keys in the sample of the nominations whose numbers stand in a text. */
  keysIn(text: string): readonly string[];
}

/** Enters what the sample province keeps: units, people, councils, facts, awards of the past. */
export async function seasonOn(api: TestApi): Promise<SeasonOnStage> {
  const { url } = api.site;
  const { key: adminKey } = await api.as('admin');
  const cast = new Cast(url, adminKey, season);
  await enterMasterData(new Api(url, adminKey), season);
  await cast.draw();
  const numbers = new Map<string, string>();
  const nothing = (): void => undefined;
  return {
    async play(acts) {
      const stage = new Stage({ ...season, story: { ...season.story, acts } }, cast, new Inbox(url), nothing);
      for (const [key, number] of numbers) stage.numbers.set(key, number);
      await play(stage, { live: false, say: nothing, act: nothing, stand: nothing, close: nothing });
      for (const [key, number] of stage.numbers) numbers.set(key, number);
    },
    keysIn(text) {
      const keys = new Map([...numbers].map(([key, number]) => [number, key]));
      return [...text.matchAll(/HS-\d+-\d+/g)].map(([number]) => keys.get(number) ?? number).sort();
    },
  };
}
