// WeChat asks before album, camera, phone, calendar or place, wherever the person is: whichever page is shown answers.
import { ref } from 'vue'
import { onPrivacyQuestion } from './platform'

type Answer = (agreed: boolean) => void
const waiting = ref<Answer | null>(null)

export const privacyQuestion = {
  get open() { return waiting.value !== null },
  answer(agreed: boolean) {
    waiting.value?.(agreed)
    waiting.value = null
  },
}

export function watchPrivacy() {
  onPrivacyQuestion((answer) => { waiting.value = answer })
}
