/** Takes the lock of a folder when told, and holds it until the parent says otherwise. For lock.test.ts. */
import { lockFolder, type DataLock } from '../../platform/engines/lock';

let lock: DataLock | undefined;

process.on('message', (order: { readonly take?: string }) => {
  if (order.take === undefined) {
    lock?.release();
    lock = undefined;
    process.send?.({ free: true });
    return;
  }
  lockFolder(order.take).then(
    (taken) => {
      lock = taken;
      process.send?.({ won: true });
    },
    (error: unknown) => process.send?.({ won: false, why: (error as Error).message }),
  );
});
process.send?.({ ready: true });
