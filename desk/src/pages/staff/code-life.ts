import { onBeforeUnmount, ref, type Ref } from 'vue'
import { serverNow } from '@/words/time'

/** RFC 6238: a code belongs to one step of 30 seconds of the clock. */
const CODE_STEP_S = 30

const left = () => CODE_STEP_S - (Math.floor(serverNow() / 1000) % CODE_STEP_S)

/** Seconds until the phone shows the next code, by the server's clock. */
export function useCodeLife(): Ref<number> {
  const seconds = ref(left())
  const timer = setInterval(() => { seconds.value = left() }, 1000)
  onBeforeUnmount(() => clearInterval(timer))
  return seconds
}
