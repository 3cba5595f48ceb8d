// Logs out a desk that nobody sits at. One minute before, it asks; any sign of life, in any tab, starts the time anew.

export const IDLE_LIMIT_MS = 15 * 60_000
export const IDLE_WARNING_MS = 60_000

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
/** How often this tab tells the others that someone is here. */
const TELL_EVERY_MS = 10_000

export interface IdleSurroundings {
  now: () => number
  target: EventTarget
  tellActive: () => void
  /** Seconds left, from the warning on; null while there is nothing to warn of. */
  onLeft: (seconds: number | null) => void
  onIdle: () => void
}

export function watchIdle(around: IdleSurroundings) {
  let last = around.now()
  let told = 0

  function seen() {
    last = around.now()
    around.onLeft(null)
  }

  function alive() {
    // Once asked, a stray mouse wheel is no answer: the question has a button.
    if (isWarning()) return
    seen()
    if (last - told < TELL_EVERY_MS) return
    told = last
    around.tellActive()
  }

  const isWarning = () => around.now() - last >= IDLE_LIMIT_MS - IDLE_WARNING_MS

  function tick() {
    const left = IDLE_LIMIT_MS - (around.now() - last)
    if (left <= 0) {
      stop()
      around.onIdle()
    } else {
      around.onLeft(isWarning() ? Math.ceil(left / 1000) : null)
    }
  }

  function stay() {
    seen()
    told = last
    around.tellActive()
  }

  function stop() {
    clearInterval(timer)
    for (const sign of SIGNS_OF_LIFE) around.target.removeEventListener(sign, alive)
  }

  // A clock compared each second, not one long timer: a laptop that slept past the limit is logged out as it wakes.
  const timer = setInterval(tick, 1000)
  for (const sign of SIGNS_OF_LIFE) around.target.addEventListener(sign, alive, { passive: true })
  return { stay, heardOther: seen, stop }
}

export type IdleWatch = ReturnType<typeof watchIdle>
