import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';

export interface TemporalAddress {
  /** Undefined: as the TEMPORAL_* variables or their file say, else the default port of this machine. */
  readonly address: string | undefined;
  readonly namespace: string;
  /** All further TEMPORAL_* variables: TLS, API key, file. */
  readonly env?: Readonly<Record<string, string>>;
}

const CONNECT_MS = 10_000;

function optionsOf({ address, env = {} }: TemporalAddress) {
  const { connectionOptions } = loadClientConnectConfig({
    overrideEnvVars: { ...env },
    // what lies about in a home folder is for people at a terminal, not for a service
    disableFile: env.TEMPORAL_CONFIG_FILE === undefined,
  });
  return address === undefined ? connectionOptions : { ...connectionOptions, address };
}

export interface ConnectedClient {
  readonly client: Client;
  /** Calls that are under way fail. */
  readonly close: () => Promise<void>;
}

/** For callers: the API, and activities that pass things on. */
export async function connectClient(to: TemporalAddress, dataConverter: DataConverter): Promise<ConnectedClient> {
  const { interceptor, end } = repeats();
  const connection = await Connection.connect({
    ...optionsOf(to),
    connectTimeout: CONNECT_MS,
    interceptors: [interceptor],
  });
  return {
    client: new Client({ connection, namespace: to.namespace, dataConverter }),
    async close() {
      await end();
      await connection.close();
    },
  };
}

/** As many as last some twenty seconds in all, like the client's own. */
const REPEATS = 24;
const MOST_PAUSE_MS = 1_000;

/**
 * Calls that did not get through are made again after a pause, as the client does by itself. But its repeats outlive the
 * deadline of the call, and one that finds the connection closed throws out of a timer, which ends the process. So pauses are
 * short here, and `end` lets none be left.
 */
function repeats() {
  const usual = defaultGrpcRetryOptions({ maxAttempts: REPEATS });
  let ending = false;
  let lastAt = 0;
  const interceptor = makeGrpcRetryInterceptor({
    retryableDecider: (attempt, status) => !ending && usual.retryableDecider(attempt, status),
    delayFunction(attempt, status) {
      const delayMs = Math.min(MOST_PAUSE_MS, usual.delayFunction(attempt, status));
      lastAt = Math.max(lastAt, performance.now() + delayMs);
      return delayMs;
    },
  });
  const end = async (): Promise<void> => {
    ending = true;
    const leftMs = lastAt - performance.now();
    if (leftMs > 0) await pause(leftMs + 50);
  };
  return { interceptor, end };
}

/** For workers. Install the runtime first. */
export const connectWorker = (to: TemporalAddress): Promise<NativeConnection> =>
  NativeConnection.connect(optionsOf(to));
