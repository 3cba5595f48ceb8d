import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Enforcement',
  what: 'Enforcing documents that have taken effect.',
  will: [
    'Review and docketing of applications',
    'Notices and measures, each with its basis and time',
    'Money received, paid out, and closing',
  ],
}
