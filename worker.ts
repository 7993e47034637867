import { runService } from './run';

/** The worker alone, for production. */
void runService('worker', { worker: true, server: false });
