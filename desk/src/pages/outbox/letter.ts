import type { List_DeadLetter } from '@/api/client'

/** A message that was given up: surely not sent (`failed`), or with a fate that nobody knows (`unknown`). */
export type DeadLetter = List_DeadLetter['items'][number]
