Feature: What happens to an order in the ERP shows in the shop

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |

  @OPS-05
  Scenario: A shipment shows on the order, once
    When Ana orders:
      | MUG-01  | 2 |
      | LAMP-01 | 1 |
    And the orders are carried over
    And the ERP ships the order
    And the shipments are carried over
    Then the shop shows 1 shipment on the order
    And carrying the shipments over again writes nothing

  @OPS-05
  Scenario: Shops that count pieces show what was shipped
    When Ana orders:
      | MUG-01  | 2 |
      | LAMP-01 | 1 |
    And the orders are carried over
    And the ERP ships the order
    And the shipments are carried over
    Then the shop shows as shipped on the order:
      | MUG-01  | 2 |
      | LAMP-01 | 1 |

  @OPS-05 @O07 @recorded
  Scenario: An order that is shipped in two parts shows both
    When Ana orders:
      | MUG-01  | 3 |
      | LAMP-01 | 1 |
    And the orders are carried over
    And the ERP ships 2 MUG-01 of the order
    And the shipments are carried over
    Then the shop shows 1 shipment on the order
    When the ERP ships of the order:
      | MUG-01  | 1 |
      | LAMP-01 | 1 |
    And the shipments are carried over
    Then the shop shows 2 shipments on the order

  @once:shop @OPS-05
  Scenario: Two parcels that leave between two looks at the ERP are both shown in the shop
    When Ana orders:
      | MUG-01 | 5 |
    And the orders are carried over
    And the ERP ships 2 MUG-01 of the order
    And the ERP ships 3 MUG-01 of the order
    And the shipments are carried over
    Then the shop shows 2 shipments on the order

  @OPS-05 @D27
  Scenario: The shop books a shipment and its answer is lost: the parcel leaves once
    When Ana orders:
      | MUG-01 | 5 |
    And the orders are carried over
    And the ERP ships the order
    Given the shop takes the next shipment but its answer is lost
    When the shipments are carried over 3 times
    Then the shop shows 1 shipment on the order

  @ORD-08 @OPS-05 @recorded
  Scenario: The invoice comes back with number, date, amount and status
    When Ana orders:
      | LAMP-01  | 2        |
      | shipping | standard |
      | payment  | later    |
    And the orders are carried over
    And the ERP ships the order
    And the invoices are carried over
    Then the shop shows the invoice on the order:
      | number | the ERP's  |
      | date   | 2026-03-02 |
      | amount | 106.51     |
      | status | open       |
    And carrying the invoices over again writes nothing

  @ORD-08 @O10
  Scenario: An order that is invoiced in two parts shows the latest invoice
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And the ERP ships 1 MUG-01 of the order
    And the invoices are carried over
    And the ERP ships 2 MUG-01 of the order
    And the invoices are carried over
    Then the shop shows the invoice on the order:
      | number | the ERP's |
      | amount | 30.50     |

  @OPS-05 @D15
  Scenario: An order that is read again with its shipment and invoice on it stays as it was delivered
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the ERP ships the order
    And the shipments are carried over
    And the invoices are carried over
    And staff write a remark on the order
    And the orders are carried over
    Then the order is unchanged
    And the ERP was asked to create 1 order
    And the shop shows 1 shipment on the order
