// Whether the phone is connected, as the system tells us.
import { ref } from 'vue'
import { watchConnection } from './platform'

export const online = ref(true)

export function watchNetwork() {
  watchConnection((connected) => { online.value = connected })
}
