import { onBeforeUnmount, ref } from 'vue'

/** Whole seconds until a refused caller may try again. */
export function useCountdown() {
  const seconds = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function start(from: number) {
    clearInterval(timer)
    const until = Date.now() + from * 1000
    seconds.value = from
    timer = setInterval(() => {
      seconds.value = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      if (seconds.value === 0) clearInterval(timer)
    }, 250)
  }

  function stop() {
    clearInterval(timer)
    seconds.value = 0
  }

  onBeforeUnmount(stop)
  return { seconds, start, stop }
}
