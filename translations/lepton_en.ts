<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>lepton::DifferenceLine</name>
    <message numerus="yes">
        <source>%1 had another graph: %n change(s)</source>
        <translation>
            <numerusform>%1 had another graph: %n change</numerusform>
            <numerusform>%1 had another graph: %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lepton::GraphCanvas</name>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n inputs wait for a wire</source>
        <translation>
            <numerusform>%n input waits for a wire</numerusform>
            <numerusform>%n inputs wait for a wire</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranging %n nodes. Esc stops.</source>
        <translation>
            <numerusform>Arranging %n node. Esc stops.</numerusform>
            <numerusform>Arranging %n nodes. Esc stops.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>used %n times: a change here changes all</source>
        <translation>
            <numerusform>used %n time: a change here changes all</numerusform>
            <numerusform>used %n times: a change here changes all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>used %n times: a change inside changes all</source>
        <translation>
            <numerusform>used %n time: a change inside changes all</numerusform>
            <numerusform>used %n times: a change inside changes all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n nodes were drawn.</source>
        <translation>
            <numerusform>%1: %n node was drawn.</numerusform>
            <numerusform>%1: %n nodes were drawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lepton::Inspector</name>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lepton::MetricPlot</name>
    <message numerus="yes">
        <source>%n value(s) not finite</source>
        <translation>
            <numerusform>%n value not finite</numerusform>
            <numerusform>%n values not finite</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lepton::ProblemList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lepton::StatusLine</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open port(s)</source>
        <translation>
            <numerusform>%n open port</numerusform>
            <numerusform>%n open ports</numerusform>
        </translation>
    </message>
</context>
</TS>
