import { defineWords } from '@/words/i18n'

export const signatureWords = defineWords('signature', {
  label: '手写签名',
  how: '请用手指写清楚您的姓名',
  again: '重签',
  photo: '改用拍照',
  photoAlt: '写在纸上的签名的照片',
  name: '签名',
}, {
  label: 'Signature',
  how: 'Please write your name clearly with a finger',
  again: 'Sign again',
  photo: 'Use a photo',
  photoAlt: 'Photo of the signature on paper',
  name: 'Signature',
})
