const PAGE = 200;

/** A page of small orders after the one with this index: `{ orders, next }`, `next` left out on the last page. */
export function smallOrders(count: number, after: number): string {
  const orders: string[] = [];
  const end = Math.min(after + PAGE, count);
  for (let index = after; index < end; index += 1) {
    orders.push(
      `{"id":${index + 1},"number":"W-${index + 1}","at":"${new Date(1_736_121_600_000 + index * 1000).toISOString()}","currency":"EUR","email":"buyer${index % 997}@example.com","name":"Buyer ${index % 997}","sku":"SKU-${index % 300}","price":"${(index % 90) + 10}.50"}`,
    );
  }
  return `{"orders":[${orders.join(',')}]${end < count ? `,"next":"${end}"` : ''}}`;
}
