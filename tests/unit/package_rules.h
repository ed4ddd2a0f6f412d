/* The sequences of ISO/IEC 29500-1 (wml.xsd, sml.xsd, dml-chart.xsd, dml-spreadsheetDrawing.xsd), as far as files of
 * cb use them: the children of an element stand in this order, and no others do. */
#ifndef TESTS_UNIT_PACKAGE_RULES_H
#define TESTS_UNIT_PACKAGE_RULES_H

static const struct {
	const char *parent, *children;
} sequences[] = {
	{ "w:document", "w:background w:body" },
	{ "w:p", "w:pPr" }, /* then runs, in any order */
	{ "w:pPr", "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr w:shd "
	           "w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi "
	           "w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection "
	           "w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr" },
	{ "w:rPr", "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint "
	           "w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u "
	           "w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang" },
	{ "w:numPr", "w:ilvl w:numId" },
	{ "w:tbl", "w:tblPr w:tblGrid w:tr" },
	{ "w:tblPr", "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc "
	             "w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook" },
	{ "w:tblBorders", "w:top w:left w:bottom w:right w:insideH w:insideV" },
	{ "w:tblCellMar", "w:top w:left w:bottom w:right" },
	{ "w:tr", "w:trPr w:tc" },
	{ "w:tc", "w:tcPr w:p" },
	{ "w:tcPr", "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection w:tcFitText w:vAlign" },
	{ "w:sectPr", "w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType "
	              "w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid" },
	{ "w:styles", "w:docDefaults w:latentStyles w:style" },
	{ "w:style", "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat "
	             "w:locked w:pPr w:rPr w:tblPr" },
	{ "w:numbering", "w:abstractNum w:num" },
	{ "w:abstractNum", "w:nsid w:multiLevelType w:tmpl w:lvl" },
	{ "w:lvl", "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlJc w:pPr w:rPr" },
	{ "w:num", "w:abstractNumId w:lvlOverride" },
	{ "w:settings", "w:zoom w:mirrorMargins w:defaultTabStop w:evenAndOddHeaders w:characterSpacingControl w:compat w:rsids "
	                "w:themeFontLang w:clrSchemeMapping w:decimalSymbol w:listSeparator" },
	{ "w:font", "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch" },
	{ "wp:inline", "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic" },
	{ "c:chartSpace", "c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:chart c:spPr c:txPr c:externalData" },
	{ "c:chart", "c:title c:autoTitleDeleted c:view3D c:plotArea c:legend c:plotVisOnly c:dispBlanksAs" },
	{ "c:plotArea", "c:layout c:barChart c:catAx c:valAx" },
	{ "c:barChart", "c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:axId" },
	{ "c:ser", "c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:dPt c:dLbls c:trendline c:errBars c:cat c:val" },
	{ "c:dLbls", "c:dLbl c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize" },
	{ "c:dLbl", "c:idx c:layout c:tx c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent "
	            "c:showBubbleSize" },
	{ "c:catAx", "c:axId c:scaling c:delete c:axPos c:majorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr "
	             "c:txPr c:crossAx c:crosses c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl" },
	{ "c:valAx", "c:axId c:scaling c:delete c:axPos c:majorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr "
	             "c:txPr c:crossAx c:crosses c:crossBetween" },
	{ "c:scaling", "c:logBase c:orientation c:max c:min" },
	{ "c:title", "c:tx c:layout c:overlay c:spPr c:txPr" },
	{ "workbook", "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames "
	              "calcPr" },
	{ "worksheet", "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
	               "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
	               "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
	               "ignoredErrors smartTags drawing legacyDrawing" },
	{ "sheetPr", "tabColor outlinePr pageSetUpPr" },
	{ "sheetView", "pane selection" },
	{ "cols", "col" },
	{ "sheetData", "row" },
	{ "row", "c" },
	{ "c", "f v is" },
	{ "is", "t" },
	{ "mergeCells", "mergeCell" },
	{ "dataValidations", "dataValidation" },
	{ "dataValidation", "formula1 formula2" },
	{ "headerFooter", "oddHeader oddFooter" },
	{ "styleSheet", "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles" },
	{ "font", "b i strike u sz color name family charset scheme" }, /* a choice, of which Excel writes this order */
	{ "patternFill", "fgColor bgColor" },
	{ "border", "left right top bottom diagonal" },
	{ "xf", "alignment protection" },
	{ "comments", "authors commentList" },
	{ "comment", "text" },
	{ "text", "r" },
	{ "r", "rPr t" },
	{ "xdr:wsDr", "xdr:oneCellAnchor" },
	{ "xdr:oneCellAnchor", "xdr:from xdr:ext xdr:graphicFrame xdr:clientData" },
	{ "xdr:from", "xdr:col xdr:colOff xdr:row xdr:rowOff" },
	{ "xdr:graphicFrame", "xdr:nvGraphicFramePr xdr:xfrm a:graphic" },
};

#endif
