import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps what it printed. Never throws: a program that cannot be started ends with code
 * 127 and the reason as its output.
 */
export const run = (file, args, options = {}) =>
  new Promise((resolve) => {
    let output = '';
    let child;
    try {
      child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    } catch (error) {
      resolve({ code: 127, output: String(error) });
      return;
    }
    const keep = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 128, output: signal ? `${output}\n${signal}` : output }),
    );
  });

/** What went wrong, in words, from the output of npm or pip; the first that fits. Each: what to see, what it means. */
const causes = [
  [
    /No space left on device|ENOSPC|disk quota exceeded/i,
    'the disk is full',
    'Free some space and run the command again.',
  ],
  [
    /DO NOT MATCH THE HASHES|EINTEGRITY/i,
    'the file that came is not the one that is pinned, so it was not kept',
    'A proxy or mirror may have changed it: try another network, or ask who runs the mirror.',
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    'this user may not write here',
    'Run it as the owner of this folder, or give the folder to this user.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|NewConnectionError|name resolution|Network is unreachable|timed? ?out|ProxyError|Could not connect/i,
    'the package index cannot be reached',
    'Check the network (behind a proxy: HTTPS_PROXY) and run the command again.',
  ],
  [
    /Could not find a version|No matching distribution|E404|ETARGET/i,
    'the package index does not offer the pinned version for this machine',
    'Behind a mirror: ask who runs it to add the package.',
  ],
  [
    /CERTIFICATE_VERIFY_FAILED|UNABLE_TO_|SELF_SIGNED|SSLError/i,
    'the certificate of the package index is not trusted',
    'Behind an inspecting proxy: give Node and pip its root certificate (NODE_EXTRA_CA_CERTS, PIP_CERT).',
  ],
];

/** Explains a failed installation: `why` (part of a sentence) and `advice` (a sentence). */
export const explain = (output) => {
  const cause = causes.find(([pattern]) => pattern.test(output));
  if (cause) return { why: cause[1], advice: cause[2] };
  const last = output.trim().split('\n').slice(-6).join('\n    ');
  return { why: `it ended with an error:\n    ${last}`, advice: 'Mend what it says and run the command again.' };
};
