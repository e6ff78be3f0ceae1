Feature: The shop tells of its orders, and what it does not tell is found all the same

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
      | PEN-01 | Ball pen    | 1.33  | 5000  |
    And the service starts

  @OPS-01
  Scenario: An order reaches the ERP as soon as the shop tells of it
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it
    Then the shop is answered "taken"
    And the order is delivered
    And the ERP has the order exactly once
    And the shop shows the ERP's number on the order

  @OPS-01 @D13
  Scenario: Our own number on the order comes back as news, and is none
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it
    And the shop tells of it
    Then the ERP was asked to create 1 order
    And carrying the orders over again writes nothing

  @OPS-01 @D01
  Scenario: The same message comes twice
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it twice
    Then the ERP was asked to create 1 order
    And the ERP has the order exactly once

  @OPS-01 @D05
  Scenario: The message comes while the poll reads the same order
    When Ana orders:
      | MUG-01 | 1 |
    And Hans orders:
      | PEN-01 | 5 |
    And the shop tells of it while the orders are carried over
    Then the ERP was asked to create 2 orders
    And the ERP has the order exactly once
    And carrying the orders over again writes nothing

  @OPS-01 @D06
  Scenario: That it was paid is told before that it was placed
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it in reverse order
    Then the order is delivered
    And the ERP has the order exactly once
    And the ERP was asked to create 1 order

  @OPS-01 @D08
  Scenario: A message that never came is made up for by the poll, and somebody is told
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it
    And Hans orders:
      | PEN-01 | 5 |
    And what the shop tells gets lost
    Then nobody has heard of the order
    When the orders are carried over
    Then the order is delivered
    And the ERP has the order exactly once
    And the service notices that 1 order came without an event

  @OPS-01 @D08
  Scenario: An order of which the shop has told is not noticed as lost
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it
    And the orders are carried over
    Then the service notices that 0 orders came without an event

  @once:shop @OPS-01 @D10
  Scenario: Three deployments and a restart leave one subscription for each topic
    When the service starts 3 times
    And the service starts
    Then the shop has one subscription for each topic
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it
    Then the ERP has the order exactly once

  @once:shop @OPS-01 @D11
  Scenario: A subscription that is not ours any more still sends
    When Ana orders:
      | MUG-01 | 1 |
    And the shop tells of it for a subscription that is not ours
    Then the shop is answered "taken"
    And the run reports "event-of-unknown-subscription"
    And nobody has heard of the order

  @once:shop @OPS-01 @D12
  Scenario: For ten minutes no message proves itself, though the orders come by poll
    When Ana orders:
      | MUG-01 | 1 |
    And what the shop tells has a wrong signature for 11 minutes
    Then the shop is answered "refused"
    And the run reports "events-refused"
    And nobody has heard of the order
    When the orders are carried over
    Then the ERP has the order exactly once

  @once:shop @OPS-01 @X05
  Scenario: A form with the path of a file is no message
    When Ana orders:
      | MUG-01 | 1 |
    And a form with the path of a file poses as a message of the shop
    Then the shop is answered "refused"
    And nobody has heard of the order
