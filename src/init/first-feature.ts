/** features/orders.feature of a new project: what its testers begin with. It passes as it stands. */
export function firstFeature(): string {
  return `# Scenarios are played against local twins of both systems: npm test
# npx pipewright steps lists all steps, npx pipewright steps coupon those that speak of coupons.
Feature: Orders of the shop arrive in the ERP

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |
    And Giulia has an account in the shop

  @ORD-01 @ORD-02 @ORD-03 @ORD-04 @ORD-06
  Scenario: A plain order arrives with what the customer paid
    When Giulia orders:
      | MUG-01  | 2 |
      | LAMP-01 | 1 |
    And the orders are carried over
    Then the ERP has the order exactly once
    And the order in the ERP shows:
      | order number | the shop's      |
      | customer     | Giulia D’Angelo |
      | items        | MUG-01, LAMP-01 |
      | quantities   | 2, 1            |
      | total        | the shop's      |

  @ORD-07
  Scenario: A coupon arrives with its code and its amount
    Given the coupon SAVE10 takes 10 % off the order
    When Giulia orders:
      | LAMP-01 | 3      |
      | coupon  | SAVE10 |
    And the orders are carried over
    Then the order in the ERP shows:
      | coupon codes | SAVE10     |
      | discount     | 11.97      |
      | total        | the shop's |
`;
}
