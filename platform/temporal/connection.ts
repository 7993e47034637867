import { Client, Connection } from '@temporalio/client';
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

/** For callers: the API, and activities that pass things on. Close the connection, not the client. */
export async function connectClient(
  to: TemporalAddress,
  dataConverter: DataConverter,
): Promise<{ client: Client; connection: Connection }> {
  const connection = await Connection.connect({ ...optionsOf(to), connectTimeout: CONNECT_MS });
  return { client: new Client({ connection, namespace: to.namespace, dataConverter }), connection };
}

/** For workers. Install the runtime first. */
export const connectWorker = (to: TemporalAddress): Promise<NativeConnection> =>
  NativeConnection.connect(optionsOf(to));
