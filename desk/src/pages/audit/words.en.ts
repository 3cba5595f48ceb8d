import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Audit',
  what: 'Who did what, and when.',
  will: [
    'Log-ins, reading, changes and downloads',
    'Proof that no record was altered',
    'Reading only; nothing can be changed here',
  ],
}
