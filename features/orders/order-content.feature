Feature: What a customer orders in the shop arrives in the ERP

  Background:
    Given the shop and the ERP sell:
      | SKU      | name        | price  | stock |
      | MUG-01   | Ceramic mug | 12.50  | 400   |
      | LAMP-01  | Desk lamp   | 39.90  | 80    |
      | CHAIR-01 | Oak chair   | 129.00 | 40    |

  @ORD-01 @ORD-02 @ORD-03 @ORD-04 @ORD-05 @ORD-06 @ORD-09
  Scenario: A plain order arrives with everything that the customer said
    Given Giulia has an account in the shop
    When Giulia orders:
      | MUG-01   | 2                |
      | shipping | standard         |
      | note     | Leave at dock 3  |
    And the orders are carried over
    Then the ERP has the order exactly once
    And the order in the ERP shows:
      | order number    | the shop's                                      |
      | customer        | Giulia D’Angelo                                 |
      | e-mail          | giulia.dangelo@example.com                      |
      | phone           | +390115550101                                   |
      | ship to         | Giulia D’Angelo, Via Roma 1, 10121, Torino, IT  |
      | items           | MUG-01                                          |
      | names           | Ceramic mug                                     |
      | quantities      | 2                                               |
      | unit prices     | 12.50                                           |
      | shipping method | standard                                        |
      | shipping cost   | 7.50                                            |
      | tax             | 7.15                                            |
      | total           | 39.65                                           |
      | payment method  | card                                            |
      | paid            | yes                                             |
    And the shop shows the ERP's number on the order
