import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Archive',
  what: 'The electronic files of closed cases.',
  will: [
    'The index of each file and what is missing from it',
    'Archiving and sealing',
    'Requests to read a file and the record of who did',
  ],
}
