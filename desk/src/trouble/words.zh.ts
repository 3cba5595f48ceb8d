export const words = {
  away: '连不上法院的服务器。请看看网络通不通，再试一次。',
  slow: '等了 15 秒还没有回答。是我们这边慢，请再试一次。',
  unreadable: '收到的回答读不懂，可能是中间的设备拦了。请再试一次。',
  unexpected: '这个页面出了错，是我们的问题。请再试一次。',
  heading: '没有取到',
  retry: '再试一次',
  reference: (id: string) => `还不行，请把这个编号告诉管理员：${id}`,
  seconds: (count: number) => `${count} 秒后可以再试`,
  slowSoFar: '比平时慢，还在等…',
}
