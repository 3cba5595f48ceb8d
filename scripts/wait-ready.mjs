// wait-ready.mjs <url> <pid> [seconds]: returns once the server at <url> is ready; fails when its process ends first or time is up.
import { setTimeout as pause } from 'node:timers/promises'

const [url, pid, seconds = '60'] = process.argv.slice(2)
const end = Date.now() + Number(seconds) * 1000

function alive() {
  try {
    process.kill(Number(pid), 0)
    return true
  } catch {
    return false
  }
}

async function ready() {
  try {
    return (await fetch(new URL('/health/ready', url))).ok
  } catch {
    return false
  }
}

while (!(await ready())) {
  if (!alive()) process.exit(1)
  if (Date.now() > end) {
    console.error(`${url} is not ready after ${seconds} s`)
    process.exit(1)
  }
  // The port opens when the server is up; there is no event to wait for from outside.
  await pause(50)
}
