Feature: Orders that lack what most orders have

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |

  @O13 @ORD-02
  Scenario: An order without a billing address is billed where it is sent
    When Ana orders:
      | MUG-01     | 1            |
      | no address | for the bill |
    And the orders are carried over
    Then the ERP has the order exactly once
    And the order in the ERP shows:
      | customer | Ana Čapek                                 |
      | ship to  | Ana Čapek, Piazza Dante 9, 20121, Milano, IT |

  @O13 @ORD-02
  Scenario: An order without any address is for a person to look at
    When Ana orders:
      | MUG-01     | 1      |
      | no address | at all |
    And the orders are carried over
    Then the order needs a person because of "address"
    And the ERP was asked to create 0 orders
    When Luca orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the ERP has the second order exactly once
