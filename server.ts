import { runService } from './run';

/** The API alone, for production. */
void runService('server', { worker: false, server: true });
