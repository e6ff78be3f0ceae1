import type { Company } from './company.ts';
import type { Fields } from './request-fields.ts';

/**
 * `sxapiicgetproductcategorylist`: codes with their names, which are set up in SX. Names are those of a client generated from
 * the vendor's OpenAPI 11.0 (GitHub everyonelovesromannoodles/vossionswagger).
 */
export const categoryList = ({ categories }: Company): Fields => ({
  tCodeLst: {
    't-codeLst': [...categories].map(([codeValue, codeDesc]) => ({ codeValue, codeDesc, extraData: '', sortFld: '' })),
  },
});
