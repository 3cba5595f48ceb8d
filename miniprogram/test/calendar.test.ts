import { describe, expect, it } from 'vitest'
import { calendarFile } from '@/platform/shared'

describe('the calendar file', () => {
  it('holds one whole day and a reminder the day before', () => {
    const lines = calendarFile({ title: '最后一天：答辩期，15 天', day: '2026-02-24', note: '民事诉讼法第八十五条；第一百二十八条' }, new Date('2026-02-06T01:02:03.456Z')).split('\r\n')
    expect(lines).toContain('DTSTART;VALUE=DATE:20260224')
    expect(lines).toContain('DTSTAMP:20260206T010203Z')
    expect(lines).toContain('TRIGGER:-P1D')
    expect(lines.find((line) => line.startsWith('SUMMARY'))).toBe('SUMMARY:最后一天：答辩期，15 天')
    expect(calendarFile({ title: 'a,b;c', day: '2026-02-24', note: '' }, new Date()).includes('SUMMARY:a\\,b\\;c')).toBe(true)
  })
})
