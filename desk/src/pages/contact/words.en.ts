import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Messages',
  what: "Messages from parties to the judge and the judge's assistant.",
  will: [
    'Messages by case, unanswered ones first',
    'Replies are kept in the file, where both sides see them',
    'Hand over to a colleague',
  ],
}
