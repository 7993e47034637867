import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stacks of failures become payloads, so that the codec encrypts them. Loaded by name, in the sandbox too. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
