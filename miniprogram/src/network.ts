// Whether the phone is connected, as the system tells us.
import { ref } from 'vue'

export const online = ref(true)

export function watchNetwork() {
  uni.getNetworkType({ success: (answer) => { online.value = answer.networkType !== 'none' } })
  uni.onNetworkStatusChange((change) => { online.value = change.isConnected })
}
