Feature: The ERP knows how an order is paid

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
    And Giulia has an account in the shop

  @ORD-09
  Scenario: Money that comes before the order is carried over is told with its way
    When Giulia orders:
      | MUG-01  | 1       |
      | payment | not yet |
    And the money for the order comes in
    And the orders are carried over
    Then the order in the ERP shows:
      | payment method | not yet |
      | paid           | yes     |
      | total          | 15.25   |

  @ORD-09 @needs:names-later-payment
  Scenario: The way of a payment that comes later is told before it comes
    When Giulia orders:
      | MUG-01  | 1     |
      | payment | later |
    And the orders are carried over
    Then the order in the ERP shows:
      | payment method | later |
      | paid           | no    |

  @ORD-10
  Scenario: An order that stands is no cancellation, and nobody is asked about it
    When Giulia orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the cancellations are carried over
    Then the run leaves nothing to a person
    And the ERP has the order exactly once
