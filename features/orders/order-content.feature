Feature: What a customer orders in the shop arrives in the ERP

  Background:
    Given the shop and the ERP sell:
      | SKU      | name        | price  | stock | variant of |
      | MUG-01   | Ceramic mug | 12.50  | 400   |            |
      | LAMP-01  | Desk lamp   | 39.90  | 80    |            |
      | CHAIR-01 | Oak chair   | 129.00 | 40    |            |
      | TEE-S    | T-shirt S   | 14.99  | 50    | T-shirt    |
      | TEE-M    | T-shirt M   | 15.49  | 60    | T-shirt    |
    And Giulia has an account in the shop

  @ORD-01 @ORD-02 @ORD-03 @ORD-04 @ORD-05 @ORD-06 @ORD-09 @X07 @recorded
  Scenario: A plain order arrives with everything that the customer said
    When Giulia orders:
      | MUG-01   | 2               |
      | shipping | standard        |
      | note     | Leave at dock 3 |
    And the orders are carried over
    Then the ERP has the order exactly once
    And the order in the ERP shows:
      | order number    | the shop's                                     |
      | order date      | 2026-03-02                                     |
      | customer        | Giulia D’Angelo                                |
      | e-mail          | giulia.dangelo@example.com                     |
      | phone           | +390115550101                                  |
      | ship to         | Giulia D’Angelo, Via Roma 1, 10121, Torino, IT |
      | items           | MUG-01                                         |
      | names           | Ceramic mug                                    |
      | quantities      | 2                                              |
      | unit prices     | 12.50                                          |
      | shipping method | standard                                       |
      | shipping cost   | 7.50                                           |
      | tax             | 7.15                                           |
      | total           | 39.65                                          |
      | payment method  | card                                           |
      | paid            | yes                                            |
      | note            | Leave at dock 3                                |
    And the shop shows the ERP's number on the order

  @ORD-03 @ORD-04 @X07 @recorded
  Scenario: Each line has its own item, variant, quantity and price
    When Giulia orders:
      | TEE-M    | 3 |
      | LAMP-01  | 1 |
      | CHAIR-01 | 2 |
    And the orders are carried over
    Then the order in the ERP shows:
      | items       | TEE-M, LAMP-01, CHAIR-01 |
      | quantities  | 3, 1, 2                  |
      | unit prices | 15.49, 39.90, 129.00     |
      | net         | 344.37                   |
      | total       | the shop's               |

  @ORD-05 @recorded
  Scenario Outline: The way of shipping is translated and its cost carried over: <way>
    When Giulia orders:
      | MUG-01   | 1            |
      | shipping | <way> <cost> |
    And the orders are carried over
    Then the order in the ERP shows:
      | shipping method | <way>  |
      | shipping cost   | <cost> |
    Examples:
      | way      | cost  |
      | standard | 7.50  |
      | standard | 4.95  |
      | express  | 14.90 |

  @ORD-06 @recorded
  Scenario: A German customer pays German tax
    Given Hans has an account in the shop
    When Hans orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | net   | 12.50 |
      | tax   | 2.38  |
      | total | 14.88 |

  @ORD-09
  Scenario: What is paid later, as agreed, is not called paid
    When Giulia orders:
      | MUG-01  | 1     |
      | payment | later |
    And the orders are carried over
    Then the order in the ERP shows:
      | paid  | no    |
      | total | 15.25 |
