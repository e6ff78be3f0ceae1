Feature: A change is on the other side before anyone waits for it

  @once @OPS-05
  Scenario Outline: No <flow> wait for long
    When the <flow> are carried over
    Then the <flow> are asked for at least every <time>
    Examples:
      | flow               | time       |
      | orders             | 5 minutes  |
      | edits              | 5 minutes  |
      | cancellations      | 5 minutes  |
      | refunds            | 15 minutes |
      | payments           | 15 minutes |
      | customers          | 15 minutes |
      | shipments          | 15 minutes |
      | order statuses     | 15 minutes |
      | invoices           | 30 minutes |
      | products           | 30 minutes |
      | prices             | 30 minutes |
      | categories         | 2 hours    |
      | category deletions | 2 hours    |

  @once @OPS-05 @INV-01
  Scenario: The shop does not offer what was sold out for long
    When the stock is carried over
    Then the stock is asked for at least every 10 minutes
