Feature: Two shops share an ERP, and neither takes the other's orders for its own

  Background:
    Given there is a second shop, whose orders begin with "B-" in the ERP

  @D25
  Scenario: Each shop is read from where it was left, however far the other has come
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
      | PEN-01 | Ball pen    | 1.33  | 5000  |
    When Ana orders 9 times, one PEN-01 more each time
    And the orders are carried over
    And Giulia orders in the second shop:
      | MUG-01 | 1 |
    And the orders of the second shop are carried over
    Then the order in the ERP shows:
      | order number | the shop's |
      | quantities   | 1          |
    When Giulia orders in the second shop:
      | MUG-01 | 2 |
    And Ana orders:
      | PEN-01 | 20 |
    And the orders are carried over
    And the orders of the second shop are carried over
    Then the ERP has the order exactly once
    And the sixth order in the ERP shows:
      | quantities | 6 |
    And the ERP was asked to create 12 orders

  @D14
  Scenario: An order that was pushed into another shop stays an order of the shop where it was placed
    Given orders of the shop are pushed into the second shop
    And the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
    When Giulia orders:
      | MUG-01   | 2             |
      | shipping | standard 7.50 |
    And the orders are carried over
    And the orders are pushed into the second shop
    Then the second shop has 1 order
    And the second shop knows the order as one that was placed elsewhere
    When the orders of the second shop are carried over
    And the orders are carried over
    And the orders are pushed into the second shop
    Then the ERP was asked to create 1 order
    And the ERP has the order exactly once
    And the shop shows the ERP's number on the order
    And the second shop has 1 order
    When the cancellations are carried over
    And staff cancel the order where it was pushed to, and the cancellations of the second shop are carried over
    Then nothing of it is for this pipe
    And the ERP has the order exactly once
