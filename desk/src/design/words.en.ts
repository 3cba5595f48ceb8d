import type { words as zh } from './words.zh'

export const words: typeof zh = {
  left: (days) => (days < 0 ? `${-days} d overdue` : days === 0 ? 'Today 24:00' : `${days} d left`),
  keysHeading: 'All keys',
  keysOn: 'Single letter keys',
  keysHint: 'Turn them off if they are pressed by accident or you use voice input; arrows and Enter go on working.',
  on: 'On',
  off: 'Off',
  close: 'Got it',
  allKeys: 'All keys',
  required: 'Please write it down',
}
