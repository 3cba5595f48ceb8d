import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Service',
  what: "Whether and when the court's documents reached the parties.",
  will: [
    'Sent, arrived, opened and served: four times for each document, with the basis',
    'A document that did not arrive becomes a task',
    'Certificates of service',
  ],
}
