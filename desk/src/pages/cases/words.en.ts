import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Cases',
  what: 'Every docketed case is found here.',
  will: [
    'Number, cause, parties and the stage each case is at',
    'The deadlines and the history of each case',
    'Search by number, name or cause',
  ],
}
