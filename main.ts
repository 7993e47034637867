import { runService } from './run';

/** The service in one process: worker and API, with embedded engines for whatever is not configured. */
void runService('service', { worker: true, server: true });
