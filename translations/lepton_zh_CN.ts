<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Lepton Studio</source>
        <translation>关于 Lepton Studio</translation>
    </message>
    <message>
        <source>Lepton Studio %1</source>
        <translation>Lepton Studio %1</translation>
    </message>
    <message>
        <source>A debugger for learning.</source>
        <translation>学习过程的调试器。</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The window is free software under the GPL, version 3 or later. The engine, the nodes and the plug-in interface are under the Apache License 2.0.</source>
        <translation>窗口程序是自由软件，采用 GPL 第 3 版或更新版本。引擎、节点和插件接口采用 Apache License 2.0。</translation>
    </message>
    <message>
        <source>Models that you train and code that you export are your own.</source>
        <translation>您训练的模型和导出的代码归您自己所有。</translation>
    </message>
    <message>
        <source>It stands on the work of others:</source>
        <translation>它建立在以下项目的基础之上：</translation>
    </message>
    <message>
        <source>Data that come with it: MNIST by Yann LeCun, Corinna Cortes and Christopher J. C. Burges (CC BY-SA 3.0); breast cancer (W. H. Wolberg, W. N. Street, O. L. Mangasarian) and iris (R. A. Fisher) as in scikit-learn (BSD-3-Clause).</source>
        <translation>随附的数据：MNIST，作者 Yann LeCun、Corinna Cortes 和 Christopher J. C. Burges（CC BY-SA 3.0）；乳腺癌（W. H. Wolberg、W. N. Street、O. L. Mangasarian）与鸢尾花（R. A. Fisher），取自 scikit-learn（BSD-3-Clause）。</translation>
    </message>
    <message>
        <source>Where CUDA is used, NVIDIA&apos;s libraries are under NVIDIA&apos;s terms.</source>
        <translation>使用 CUDA 时，NVIDIA 的库遵循 NVIDIA 的条款。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes the last step back</source>
        <translation>撤回上一步</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Does again what was taken back</source>
        <translation>重新执行撤回的操作</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Theme, language and motion</source>
        <translation>主题、语言和动画</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Every command by name, with its key</source>
        <translation>按名称查找所有命令及其快捷键</translation>
    </message>
    <message>
        <source>About Lepton Studio</source>
        <translation>关于 Lepton Studio</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>版本与许可证</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Starts an empty drawing</source>
        <translation>新建空白图</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Opens a drawing</source>
        <translation>打开一个图</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Examples and recent drawings</source>
        <translation>示例和最近打开的图</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saves the drawing</source>
        <translation>保存当前图</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saves the drawing under another name</source>
        <translation>以其他名称保存当前图</translation>
    </message>
    <message>
        <source>Export the model …</source>
        <translation>导出模型…</translation>
    </message>
    <message>
        <source>Writes the trained model for other programs</source>
        <translation>将训练好的模型写成其他程序可用的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Closes the window; trainings go on</source>
        <translation>关闭窗口；训练继续进行</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>下一个面板</translation>
    </message>
    <message>
        <source>Moves the keyboard to the next panel</source>
        <translation>将键盘焦点移到下一个面板</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>上一个面板</translation>
    </message>
    <message>
        <source>Moves the keyboard to the previous panel</source>
        <translation>将键盘焦点移到上一个面板</translation>
    </message>
    <message>
        <source>Arrange panels as at first</source>
        <translation>恢复面板默认布局</translation>
    </message>
    <message>
        <source>Undoes all moving and closing of panels in this workspace</source>
        <translation>撤销此工作区中对面板的所有移动和关闭</translation>
    </message>
    <message>
        <source>Workspace Data</source>
        <translation>工作区：数据</translation>
    </message>
    <message>
        <source>Workspace Design</source>
        <translation>工作区：设计</translation>
    </message>
    <message>
        <source>Workspace Train</source>
        <translation>工作区：训练</translation>
    </message>
    <message>
        <source>Workspace Understand</source>
        <translation>工作区：理解</translation>
    </message>
    <message>
        <source>Workspace Export</source>
        <translation>工作区：导出</translation>
    </message>
    <message>
        <source>Arranges the panels for this part of the work</source>
        <translation>为这部分工作排列面板</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Takes the selected nodes to the clipboard</source>
        <translation>将所选节点移到剪贴板</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the selected nodes, also as text</source>
        <translation>复制所选节点（也作为文本）</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Puts copied nodes under the pointer</source>
        <translation>将复制的节点放到指针处</translation>
    </message>
    <message>
        <source>Paste with incoming wires</source>
        <translation>连同输入连线粘贴</translation>
    </message>
    <message>
        <source>Pasted nodes keep the wires that came into them</source>
        <translation>粘贴的节点保留原来的输入连线</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Copies the selected nodes in place; Ctrl+drag does so by mouse</source>
        <translation>就地复制所选节点；也可按住 Ctrl 拖动</translation>
    </message>
    <message>
        <source>Duplicate with incoming wires</source>
        <translation>连同输入连线创建副本</translation>
    </message>
    <message>
        <source>The copies get their data from where the originals do</source>
        <translation>副本从与原节点相同的来源获取数据</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete and reconnect</source>
        <translation>删除并重新连接</translation>
    </message>
    <message>
        <source>Removes the selected nodes and joins what was before with what was after</source>
        <translation>删除所选节点，并将其前后连接起来</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Selects every node</source>
        <translation>选择所有节点</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Clears the selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Add node…</source>
        <translation>添加节点…</translation>
    </message>
    <message>
        <source>Searches all nodes; Space or a double-click does so, too</source>
        <translation>搜索所有节点；也可按空格键或双击</translation>
    </message>
    <message>
        <source>Start a wire</source>
        <translation>开始连线</translation>
    </message>
    <message>
        <source>From the current node&apos;s next port: Tab and arrows choose where to, Enter connects</source>
        <translation>从当前节点的下一个端口开始：Tab 键和方向键选择目标，回车连接</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>The first fitting input passes through, also in training and export</source>
        <translation>第一个匹配的输入直接通过，训练和导出时同样如此</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Leaves the node out with all that needs it</source>
        <translation>略去该节点及所有依赖它的节点</translation>
    </message>
    <message>
        <source>Select upstream</source>
        <translation>选择上游</translation>
    </message>
    <message>
        <source>Adds all that the selected nodes get data from</source>
        <translation>加选所选节点的所有数据来源</translation>
    </message>
    <message>
        <source>Select downstream</source>
        <translation>选择下游</translation>
    </message>
    <message>
        <source>Adds all that the selected nodes give data to</source>
        <translation>加选接收所选节点数据的所有节点</translation>
    </message>
    <message>
        <source>Next of the same kind</source>
        <translation>下一个同类节点</translation>
    </message>
    <message>
        <source>Goes to the next node of the current one&apos;s kind</source>
        <translation>转到下一个与当前节点同类的节点</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Lines up the left edges of the selected nodes</source>
        <translation>对齐所选节点的左边缘</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>垂直居中对齐</translation>
    </message>
    <message>
        <source>Lines up the selected nodes one above the other</source>
        <translation>将所选节点上下居中对齐</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Lines up the right edges of the selected nodes</source>
        <translation>对齐所选节点的右边缘</translation>
    </message>
    <message>
        <source>Align ports</source>
        <translation>对齐端口</translation>
    </message>
    <message>
        <source>Lines up the tops of the selected nodes, so that wires run straight</source>
        <translation>对齐所选节点的上边缘，使连线平直</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>底端对齐</translation>
    </message>
    <message>
        <source>Lines up the bottom edges of the selected nodes</source>
        <translation>对齐所选节点的下边缘</translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>水平分布</translation>
    </message>
    <message>
        <source>Equal gaps between the selected nodes, left to right</source>
        <translation>使所选节点左右间距相等</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>垂直分布</translation>
    </message>
    <message>
        <source>Equal gaps between the selected nodes, top to bottom</source>
        <translation>使所选节点上下间距相等</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Shows the selection, or the whole network</source>
        <translation>显示所选节点或整个网络</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Zooms to actual size</source>
        <translation>缩放到实际大小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>About the pointer; the mouse wheel does so, too</source>
        <translation>以指针为中心；也可用鼠标滚轮</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Export drawing…</source>
        <translation>导出图…</translation>
    </message>
    <message>
        <source>Magnetic guides</source>
        <translation>磁性参考线</translation>
    </message>
    <message>
        <source>Moving nodes snap to the edges and rows of others; Ctrl suspends</source>
        <translation>移动的节点会吸附到其他节点的边缘和行；按 Ctrl 暂停吸附</translation>
    </message>
    <message>
        <source>Small map</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Shows the whole network in a corner when it exceeds the view</source>
        <translation>网络超出视图时在角落显示整个网络</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Trains this network; while a run lives, it waits for its turn</source>
        <translation>训练此网络；若有训练正在进行，则排队等候</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pauses the training after this step</source>
        <translation>在这一步之后暂停训练</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Goes on with a paused training</source>
        <translation>继续已暂停的训练</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stops the training and keeps the last weights</source>
        <translation>停止训练并保留最后的权重</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>停止并保留最佳</translation>
    </message>
    <message>
        <source>Stops the training and goes back to the best weights</source>
        <translation>停止训练并恢复到最佳权重</translation>
    </message>
    <message>
        <source>Resume the run</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>Goes on with a run that was interrupted or stopped</source>
        <translation>继续被中断或停止的运行</translation>
    </message>
    <message>
        <source>Swap kind…</source>
        <translation>更换类型…</translation>
    </message>
    <message>
        <source>Puts another kind in the node&apos;s place; wires and same-named fields stay</source>
        <translation>用另一种节点替换此节点；连线和同名字段保留</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Layers from left to right with few crossings; the selection, or everything</source>
        <translation>从左到右分层排列，交叉尽量少；作用于所选节点或全部节点</translation>
    </message>
    <message>
        <source>Straighten wires</source>
        <translation>拉直连线</translation>
    </message>
    <message>
        <source>Moves nodes up or down by a little, so that wires run straight</source>
        <translation>将节点略微上下移动，使连线变直</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>To where the view was before it jumped</source>
        <translation>回到视图跳转之前的位置</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>To where the view was before going back</source>
        <translation>回到后退之前的位置</translation>
    </message>
    <message>
        <source>Go to place 1</source>
        <translation>转到位置 1</translation>
    </message>
    <message>
        <source>Shows the part of the drawing that was kept under this number</source>
        <translation>显示以此编号保存的位置</translation>
    </message>
    <message>
        <source>Go to place 2</source>
        <translation>转到位置 2</translation>
    </message>
    <message>
        <source>Go to place 3</source>
        <translation>转到位置 3</translation>
    </message>
    <message>
        <source>Go to place 4</source>
        <translation>转到位置 4</translation>
    </message>
    <message>
        <source>Go to place 5</source>
        <translation>转到位置 5</translation>
    </message>
    <message>
        <source>Go to place 6</source>
        <translation>转到位置 6</translation>
    </message>
    <message>
        <source>Go to place 7</source>
        <translation>转到位置 7</translation>
    </message>
    <message>
        <source>Go to place 8</source>
        <translation>转到位置 8</translation>
    </message>
    <message>
        <source>Go to place 9</source>
        <translation>转到位置 9</translation>
    </message>
    <message>
        <source>Keep as place 1</source>
        <translation>记为位置 1</translation>
    </message>
    <message>
        <source>Keeps what is shown now under this number, with the document</source>
        <translation>用此编号记住当前显示的位置，随文档保存</translation>
    </message>
    <message>
        <source>Keep as place 2</source>
        <translation>记为位置 2</translation>
    </message>
    <message>
        <source>Keep as place 3</source>
        <translation>记为位置 3</translation>
    </message>
    <message>
        <source>Keep as place 4</source>
        <translation>记为位置 4</translation>
    </message>
    <message>
        <source>Keep as place 5</source>
        <translation>记为位置 5</translation>
    </message>
    <message>
        <source>Keep as place 6</source>
        <translation>记为位置 6</translation>
    </message>
    <message>
        <source>Keep as place 7</source>
        <translation>记为位置 7</translation>
    </message>
    <message>
        <source>Keep as place 8</source>
        <translation>记为位置 8</translation>
    </message>
    <message>
        <source>Keep as place 9</source>
        <translation>记为位置 9</translation>
    </message>
    <message>
        <source>Removes what is selected, or the chosen wire; a frame leaves what lies in it</source>
        <translation>删除选中的内容，或所选的连线；删除框不会删除框内的内容</translation>
    </message>
    <message>
        <source>Add a frame</source>
        <translation>添加框</translation>
    </message>
    <message>
        <source>Draws a frame with a title round what is selected; it moves what lies in it</source>
        <translation>在选中的内容周围画一个带标题的框；移动框时，框内的内容随之移动</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加便签</translation>
    </message>
    <message>
        <source>A piece of paper for words, at the pointer</source>
        <translation>在指针处放一张可写文字的便签</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Of the chosen frame or note, in its place; a double-click does so, too</source>
        <translation>就地编辑所选框或便签的文字；双击也可以</translation>
    </message>
    <message>
        <source>Next colour</source>
        <translation>下一种颜色</translation>
    </message>
    <message>
        <source>Gives the chosen frames and notes another colour</source>
        <translation>为所选的框和便签换一种颜色</translation>
    </message>
    <message>
        <source>Finds nodes by name, kind, value or problem, and frames and notes by their words</source>
        <translation>按名称、类型、取值或问题查找节点，按文字查找框和便签</translation>
    </message>
    <message>
        <source>Add a dot</source>
        <translation>添加拐点</translation>
    </message>
    <message>
        <source>For the chosen wire, or those into the selected nodes, to run through; Shift and the right button draw across wires</source>
        <translation>为所选连线，或通向选中节点的连线添加拐点；也可按住 Shift 用右键划过连线</translation>
    </message>
    <message>
        <source>Duplicate with shared weights</source>
        <translation>复制并共享权重</translation>
    </message>
    <message>
        <source>The copies use the weights of the originals: both learn as one</source>
        <translation>副本使用原节点的权重：两者一同学习</translation>
    </message>
    <message>
        <source>Next wire</source>
        <translation>下一条连线</translation>
    </message>
    <message>
        <source>Goes through the wires into the current node; the inspector proves their shapes</source>
        <translation>依次选中接入当前节点的连线；检查器会推导其形状</translation>
    </message>
    <message>
        <source>Make a subgraph</source>
        <translation>组成子图</translation>
    </message>
    <message>
        <source>Puts the selected nodes into one node, which can be repeated and copied</source>
        <translation>把所选节点合为一个节点，可重复，也可复制</translation>
    </message>
    <message>
        <source>Unpack a subgraph</source>
        <translation>展开子图</translation>
    </message>
    <message>
        <source>Puts what is in the selected subgraphs in their place</source>
        <translation>用子图中的内容替换所选子图</translation>
    </message>
    <message>
        <source>Tints each node by its share of the cost</source>
        <translation>按开销占比为每个节点着色</translation>
    </message>
    <message>
        <source>Heat: parameters</source>
        <translation>热度：参数量</translation>
    </message>
    <message>
        <source>Heat: multiply–adds</source>
        <translation>热度：乘加次数</translation>
    </message>
    <message>
        <source>Heat: activation memory</source>
        <translation>热度：激活内存</translation>
    </message>
    <message>
        <source>Look into the subgraph</source>
        <translation>查看子图内部</translation>
    </message>
    <message>
        <source>Shows what is in the current node; Enter or a double-click does so, too</source>
        <translation>显示当前节点的内部；按 Enter 或双击也可以</translation>
    </message>
    <message>
        <source>Leave the subgraph</source>
        <translation>离开子图</translation>
    </message>
    <message>
        <source>Shows what is around it; Ctrl+Up does so, too, while nothing is selected</source>
        <translation>显示外层；未选择任何内容时，Ctrl+Up 也可以</translation>
    </message>
    <message>
        <source>Saves the whole network as a picture: PNG, which opens as the network again, SVG or PDF</source>
        <translation>把整个网络存为图片：PNG（可再次作为网络打开）、SVG 或 PDF</translation>
    </message>
    <message>
        <source>About this node</source>
        <translation>关于此节点</translation>
    </message>
    <message>
        <source>What the current node does: formula, shapes, fields</source>
        <translation>当前节点的作用：公式、形状、字段</translation>
    </message>
    <message>
        <source>Live sample</source>
        <translation>实时样本</translation>
    </message>
    <message>
        <source>Shows under each header what the node carries for a sample</source>
        <translation>在每个节点标题下显示某个样本流经该节点的内容</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>Of those that the live sample goes through</source>
        <translation>在实时样本所浏览的样本中</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>Random sample</source>
        <translation>随机样本</translation>
    </message>
    <message>
        <source>Snap to the grid</source>
        <translation>对齐网格</translation>
    </message>
    <message>
        <source>Moving nodes fall on the grid; Ctrl suspends</source>
        <translation>移动的节点落在网格上；按 Ctrl 暂停</translation>
    </message>
    <message>
        <source>Weights on nodes</source>
        <translation>在节点上显示权重</translation>
    </message>
    <message>
        <source>Under the headers of nodes that learn: the histogram of their weights</source>
        <translation>在可学习节点的标题下显示其权重的直方图</translation>
    </message>
    <message>
        <source>Move into the subgraph</source>
        <translation>移入子图</translation>
    </message>
    <message>
        <source>Move out of the subgraph</source>
        <translation>移出子图</translation>
    </message>
    <message>
        <source>The selected subgraph takes in the other selected nodes; dragging them onto it does so, too</source>
        <translation>把其他选中的节点移入选中的子图；把它们拖到子图上也可以</translation>
    </message>
    <message>
        <source>Puts the selected nodes beside the subgraph that is looked at; dragging them to the name of what is around it does so, too</source>
        <translation>把选中的节点放到当前子图旁边；把它们拖到外层的名称上也可以</translation>
    </message>
    <message>
        <source>Keys and gestures…</source>
        <translation>按键与手势…</translation>
    </message>
    <message>
        <source>What keys, mouse and fingers do; change, import and export the keys</source>
        <translation>按键、鼠标和手指的作用；更改、导入和导出按键</translation>
    </message>
</context>
<context>
    <name>ConfusionPanel</name>
    <message>
        <source>What is taken for what</source>
        <translation>误认情况</translation>
    </message>
    <message>
        <source>validation samples</source>
        <translation>验证样本</translation>
    </message>
    <message>
        <source>Which classes the network mixes up appears here once it trains.</source>
        <translation>训练开始后，这里将显示网络混淆了哪些类别。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The first counts of %1 come in a moment.</source>
        <translation>%1 的首批统计即将出现。</translation>
    </message>
    <message>
        <source>%1 ended before it counted any answers.</source>
        <translation>%1 在统计任何回答之前就结束了。</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>%1 predicts no classes, so nothing can be mixed up. Its answers are under Predictions.</source>
        <translation>%1 不预测类别，因此没有混淆。其回答见“预测”。</translation>
    </message>
</context>
<context>
    <name>Dashboard</name>
    <message>
        <source>Draw pad and summary</source>
        <translation>画板与摘要</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>greatest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>分布</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the model of %1</source>
        <translation>导出 %1 的模型</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>One file for PyTorch and LibTorch: torch.jit.load opens it without any other code.</source>
        <translation>供 PyTorch 和 LibTorch 使用的单个文件：torch.jit.load 无需其他代码即可打开。</translation>
    </message>
    <message>
        <source>For onnxruntime, browsers, phones and other frameworks.</source>
        <translation>用于 onnxruntime、浏览器、手机和其他框架。</translation>
    </message>
    <message>
        <source>The weights alone, by name, in a format that runs no code.</source>
        <translation>仅含按名称存放的权重，格式不执行任何代码。</translation>
    </message>
    <message>
        <source>The weights as torch.load reads them, for the Python source.</source>
        <translation>torch.load 可读取的权重，供 Python 源代码使用。</translation>
    </message>
    <message>
        <source>The network as readable PyTorch code, with its weights beside it.</source>
        <translation>可读的 PyTorch 网络代码，旁边附有权重。</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Search a node to add</source>
        <translation>搜索要添加的节点</translation>
    </message>
    <message>
        <source>Double-click on empty canvas</source>
        <translation>在空白画布上双击</translation>
    </message>
    <message>
        <source>Wire two ports</source>
        <translation>连接两个端口</translation>
    </message>
    <message>
        <source>Drag from port to port or node</source>
        <translation>从端口拖到端口或节点</translation>
    </message>
    <message>
        <source>Add a node that fits, wired</source>
        <translation>添加适合的节点并连线</translation>
    </message>
    <message>
        <source>Drag from a port to empty canvas</source>
        <translation>从端口拖到空白画布</translation>
    </message>
    <message>
        <source>Wire an input elsewhere</source>
        <translation>把输入改接到别处</translation>
    </message>
    <message>
        <source>Drag from the wired input</source>
        <translation>从已连线的输入拖动</translation>
    </message>
    <message>
        <source>Cut wires</source>
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>Ctrl + right-drag across them</source>
        <translation>Ctrl + 右键拖过连线</translation>
    </message>
    <message>
        <source>Cut one wire</source>
        <translation>剪断一条连线</translation>
    </message>
    <message>
        <source>Alt + click</source>
        <translation>Alt + 单击</translation>
    </message>
    <message>
        <source>Put dots into wires</source>
        <translation>在连线上加拐点</translation>
    </message>
    <message>
        <source>Shift + right-drag across them</source>
        <translation>Shift + 右键拖过连线</translation>
    </message>
    <message>
        <source>Put a dot into one wire</source>
        <translation>在一条连线上加拐点</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Insert a node into a wire</source>
        <translation>把节点插入连线</translation>
    </message>
    <message>
        <source>Drag it onto the wire</source>
        <translation>拖到连线上</translation>
    </message>
    <message>
        <source>Move nodes, frames, notes and dots</source>
        <translation>移动节点、框、便签和拐点</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Move straight, past wires and subgraphs</source>
        <translation>只沿一个方向移动，越过连线和子图</translation>
    </message>
    <message>
        <source>Shift while dragging</source>
        <translation>拖动时按住 Shift</translation>
    </message>
    <message>
        <source>Move without guides</source>
        <translation>移动时不吸附参考线</translation>
    </message>
    <message>
        <source>Ctrl, pressed while dragging</source>
        <translation>拖动途中按下 Ctrl</translation>
    </message>
    <message>
        <source>Copy what is dragged</source>
        <translation>复制所拖动的内容</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Ctrl + 拖动</translation>
    </message>
    <message>
        <source>Put nodes into a subgraph</source>
        <translation>把节点放入子图</translation>
    </message>
    <message>
        <source>Drag them onto it and hold</source>
        <translation>拖到子图上并停住</translation>
    </message>
    <message>
        <source>Take nodes out of a subgraph</source>
        <translation>把节点移出子图</translation>
    </message>
    <message>
        <source>Drag them to a name at the top and hold</source>
        <translation>拖到顶部的名称上并停住</translation>
    </message>
    <message>
        <source>Edit a node, look into a subgraph, write into a note</source>
        <translation>编辑节点、进入子图、编辑便签</translation>
    </message>
    <message>
        <source>Select several</source>
        <translation>选择多个</translation>
    </message>
    <message>
        <source>Drag over empty canvas</source>
        <translation>在空白画布上拖动</translation>
    </message>
    <message>
        <source>Add to the selection</source>
        <translation>加入选择</translation>
    </message>
    <message>
        <source>Shift + click, Shift + drag</source>
        <translation>Shift + 单击，Shift + 拖动</translation>
    </message>
    <message>
        <source>Add to the selection, or take away</source>
        <translation>加入或移出选择</translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation>Ctrl + 单击</translation>
    </message>
    <message>
        <source>Open the menu of what lies there</source>
        <translation>打开所指内容的菜单</translation>
    </message>
    <message>
        <source>Right-click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>移动视图</translation>
    </message>
    <message>
        <source>Right-drag, middle-drag, Space + drag</source>
        <translation>右键拖动、中键拖动、空格 + 拖动</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Wheel, Ctrl + scroll</source>
        <translation>滚轮、Ctrl + 滚动</translation>
    </message>
    <message>
        <source>Move the view, zoom</source>
        <translation>移动视图、缩放</translation>
    </message>
    <message>
        <source>Trackpad: two fingers, pinch</source>
        <translation>触控板：双指、捏合</translation>
    </message>
    <message>
        <source>Click, drag</source>
        <translation>单击、拖动</translation>
    </message>
    <message>
        <source>Touch screen: one finger</source>
        <translation>触摸屏：单指</translation>
    </message>
    <message>
        <source>Touch screen: rest a finger</source>
        <translation>触摸屏：手指停住</translation>
    </message>
    <message>
        <source>Touch screen: two fingers</source>
        <translation>触摸屏：双指</translation>
    </message>
    <message>
        <source>Open files, or add their data</source>
        <translation>打开文件，或添加其中的数据</translation>
    </message>
    <message>
        <source>Drop them on the window</source>
        <translation>拖放到窗口上</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>Follow a wire, or go to the neighbour</source>
        <translation>沿连线移动，或转到相邻节点</translation>
    </message>
    <message>
        <source>Next and previous node along the data</source>
        <translation>沿数据流的下一个和上一个节点</translation>
    </message>
    <message>
        <source>Stop a gesture, or select nothing</source>
        <translation>中止操作，或取消选择</translation>
    </message>
    <message>
        <source>Search a node to add; held: move the view</source>
        <translation>搜索要添加的节点；按住：移动视图</translation>
    </message>
    <message>
        <source>Move the selected nodes by a step; up, with nothing selected: leave the subgraph</source>
        <translation>将所选节点移动一步；未选择任何内容时向上：离开子图</translation>
    </message>
    <message>
        <source>Edit the node, look into the subgraph, or accept</source>
        <translation>编辑节点、查看子图内部，或确认</translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>drawing</source>
        <translation>图纸</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>drawing, fixed</source>
        <translation>图纸，固定</translation>
    </message>
    <message>
        <source>The drawing itself uses %1: %2.</source>
        <translation>图纸本身使用 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is “%2” now; setting it here takes it from there.</source>
        <translation>%1 现在是“%2”；在此设置会将其从那里移除。</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>导入按键</translation>
    </message>
    <message>
        <source>Keys (*.json)</source>
        <translation>按键 (*.json)</translation>
    </message>
    <message>
        <source>Export keys</source>
        <translation>导出按键</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>按键方案</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>请按键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The typed key in place of those the command has</source>
        <translation>用输入的按键替换该命令原有的按键</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>The typed key beside those the command has</source>
        <translation>在该命令原有按键之外增加输入的按键</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>The keys this command has in the preset</source>
        <translation>该命令在所选方案中的按键</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>drawing, by hand</source>
        <translation>图纸，手势</translation>
    </message>
    <message>
        <source>Keys and gestures</source>
        <translation>按键与手势</translation>
    </message>
    <message>
        <source>Search a command, a key or a gesture</source>
        <translation>搜索命令、按键或手势</translation>
    </message>
    <message>
        <source>Keys or gesture</source>
        <translation>按键或手势</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>The engine of %1 has said nothing yet.</source>
        <translation>%1 的引擎还没有输出。</translation>
    </message>
    <message>
        <source>What the engine says during training appears here.</source>
        <translation>引擎在训练期间的输出将显示在这里。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>NodePageDialog</name>
    <message>
        <source>About the nodes</source>
        <translation>关于节点</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>All nodes</source>
        <translation>所有节点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>NodePages</name>
    <message>
        <source>About the node</source>
        <translation>关于该节点</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>In PyTorch</source>
        <translation>在 PyTorch 中</translation>
    </message>
    <message>
        <source>All nodes</source>
        <translation>所有节点</translation>
    </message>
    <message>
        <source>may stay open</source>
        <translation>可不连接</translation>
    </message>
    <message>
        <source>takes several wires</source>
        <translation>可接多条连线</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>In this drawing</source>
        <translation>在此图中</translation>
    </message>
    <message>
        <source>Fields, with what they are at first</source>
        <translation>字段及其初始值</translation>
    </message>
</context>
<context>
    <name>OutlineTree</name>
    <message>
        <source>frame</source>
        <translation>框</translation>
    </message>
    <message>
        <source>note</source>
        <translation>便签</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Search nodes</source>
        <translation>搜索节点</translation>
    </message>
    <message>
        <source>Name, framework name or group, e.g. “FC” or “Conv2d”. Enter adds the first one.</source>
        <translation>名称、框架中的名称或分组，例如“FC”或“Conv2d”。回车添加第一个。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Palette</source>
        <translation>节点库</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>仪表盘</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Like the system (%1)</source>
        <translation>跟随系统（%1）</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Views jump to their place instead of gliding.</source>
        <translation>视图直接跳转，不再滑动。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The mouse wheel zooms the drawing</source>
        <translation>鼠标滚轮缩放画布</translation>
    </message>
    <message>
        <source>Off: it scrolls; with Ctrl it zooms. A trackpad always scrolls.</source>
        <translation>关闭时滚轮滚动画布，按住 Ctrl 缩放。触控板始终滚动。</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Open its graph</source>
        <translation>打开它的图</translation>
    </message>
    <message>
        <source>Makes the drawing that of the run, as one step that can be undone</source>
        <translation>将当前图换成该运行的图，可一步撤销</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Goes on from the last checkpoint</source>
        <translation>从最后一个检查点继续</translation>
    </message>
    <message>
        <source>Train more</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Adds epochs to the run</source>
        <translation>为该运行增加轮数</translation>
    </message>
    <message>
        <source> epochs</source>
        <translation> 轮</translation>
    </message>
    <message>
        <source>Epochs more</source>
        <translation>增加的轮数</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Moves the run&apos;s folder to the trash beside it</source>
        <translation>将运行文件夹移到旁边的回收站</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>找回</translation>
    </message>
    <message>
        <source>Brings the run back that went to the trash last</source>
        <translation>找回最近移到回收站的运行</translation>
    </message>
    <message>
        <source>Every training of this document is kept here, with its curves, its graph and its weights.</source>
        <translation>此文档的每次训练都保存在这里，包括曲线、图和权重。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The drawing is that of the run already.</source>
        <translation>当前图已是该运行的图。</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一个：%1</translation>
    </message>
    <message>
        <source>this network</source>
        <translation>此网络</translation>
    </message>
    <message>
        <source>Not after all</source>
        <translation>取消排队</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>LeptonNet</source>
        <translation>LeptonNet</translation>
    </message>
    <message>
        <source>LeptonNet, broken</source>
        <translation>LeptonNet（有错）</translation>
    </message>
    <message>
        <source>One layer expects the wrong size. Mend it with one click.</source>
        <translation>有一层期望的大小不对。一键修复。</translation>
    </message>
    <message>
        <source>Dense layers</source>
        <translation>全连接层</translation>
    </message>
    <message>
        <source>The same digits without convolutions.</source>
        <translation>同样的数字，不用卷积。</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Benign or malignant, from a table of thirty numbers.</source>
        <translation>根据三十个数值判断良性或恶性。</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>鸢尾花</translation>
    </message>
    <message>
        <source>Three flowers by four measures, in a second.</source>
        <translation>一秒钟内用四个测量值区分三种花。</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Watch the boundary bend between two classes.</source>
        <translation>观察两类之间的边界如何弯曲。</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>The smallest problem that needs a hidden layer.</source>
        <translation>需要隐藏层的最小问题。</translation>
    </message>
    <message>
        <source>Reads digits with two convolutions. 99 % after %1 epochs.</source>
        <translation>用两层卷积识别数字。%1 轮后达到 99 %。</translation>
    </message>
    <message>
        <source>Residual network</source>
        <translation>残差网络</translation>
    </message>
    <message>
        <source>One block, drawn once and repeated three times.</source>
        <translation>一个模块，只画一次，重复三次。</translation>
    </message>
    <message>
        <source>Siamese pair</source>
        <translation>孪生网络</translation>
    </message>
    <message>
        <source>Two views of one sample through one encoder: shared weights.</source>
        <translation>同一样本的两种视图经过同一个编码器：共享权重。</translation>
    </message>
    <message>
        <source>Numbers in, one of several classes out.</source>
        <translation>输入数字，输出若干类别之一。</translation>
    </message>
    <message>
        <source>Table: classification</source>
        <translation>表格：分类</translation>
    </message>
    <message>
        <source>Table: regression</source>
        <translation>表格：回归</translation>
    </message>
    <message>
        <source>A price, a temperature: one number from many.</source>
        <translation>价格、温度：由多个数字预测一个数字。</translation>
    </message>
    <message>
        <source>Images: classification</source>
        <translation>图像：分类</translation>
    </message>
    <message>
        <source>Convolutions for images with labels, from IDX files.</source>
        <translation>用卷积处理 IDX 文件中带标签的图像。</translation>
    </message>
    <message>
        <source>Images: autoencoder</source>
        <translation>图像：自编码器</translation>
    </message>
    <message>
        <source>Sixteen numbers have to do for an image.</source>
        <translation>一幅图像只用十六个数字表示。</translation>
    </message>
</context>
<context>
    <name>TestPanel</name>
    <message>
        <source>Test again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>How well the best checkpoint does on samples nobody has touched is measured here, once something was trained.</source>
        <translation>训练之后，这里将测量最佳检查点在从未使用过的样本上的表现。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Testing %1 …</source>
        <translation>正在测试 %1…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 has no checkpoint to test yet.</source>
        <translation>%1 还没有可测试的检查点。</translation>
    </message>
    <message>
        <source>The test part of the data has not been touched. Test the best checkpoint of %1 on it when you are done choosing.</source>
        <translation>数据的测试部分尚未使用。选定模型后，再用它测试 %1 的最佳检查点。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 untouched samples</source>
        <translation>%1 个未使用过的样本</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>just guessing</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation>误认情况</translation>
    </message>
    <message>
        <source>Predicted against true</source>
        <translation>预测值与真值</translation>
    </message>
    <message>
        <source>Worst samples</source>
        <translation>最差的样本</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Off by</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1 值</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>What the test found</source>
        <translation>测试结果</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>0: as many as the largest label says.</source>
        <translation>0：按最大标签确定个数。</translation>
    </message>
    <message>
        <source>70 % are for training, 15 % for validation, 15 % for test.</source>
        <translation>70 % 用于训练，15 % 用于验证，15 % 用于测试。</translation>
    </message>
    <message>
        <source>70 000 handwritten digits, 28 × 28 grey pixels with values from 0 to 255. Comes with the program.</source>
        <translation>70 000 个手写数字，28 × 28 灰度像素，取值 0 到 255。随程序提供。</translation>
    </message>
    <message>
        <source>A factor for each class, for data in which some are rare; empty: all the same.</source>
        <translation>每个类别的系数，用于某些类别稀少的数据；留空：全部相同。</translation>
    </message>
    <message>
        <source>A graph needs a list of nodes and a list of wires.</source>
        <translation>图需要一个节点列表和一个连线列表。</translation>
    </message>
    <message>
        <source>A last window that sticks out counts too.</source>
        <translation>超出边缘的最后一个窗口也计入。</translation>
    </message>
    <message>
        <source>A network needs data, a loss and an optimizer.</source>
        <translation>网络需要数据、损失和优化器。</translation>
    </message>
    <message>
        <source>A node in the clipboard has no kind.</source>
        <translation>剪贴板中有一个节点没有类型。</translation>
    </message>
    <message>
        <source>A node needs an id, a kind and a name; this came: {0}</source>
        <translation>节点需要编号、类型和名称；收到的是：{0}</translation>
    </message>
    <message>
        <source>A node with wires cannot be removed: remove its wires first.</source>
        <translation>有连线的节点不能删除：请先删除其连线。</translation>
    </message>
    <message>
        <source>A smooth ReLU whose result is always positive.</source>
        <translation>平滑的 ReLU，结果恒为正。</translation>
    </message>
    <message>
        <source>A wire goes from node {0} to node {1}, but one of them is missing.</source>
        <translation>一条连线从节点 {0} 到节点 {1}，但其中一个不存在。</translation>
    </message>
    <message>
        <source>A wire needs from, out, to and in; this came: {0}</source>
        <translation>连线需要 from、out、to 和 in；收到的是：{0}</translation>
    </message>
    <message>
        <source>Above it the plain line is used.</source>
        <translation>超过此值时使用直线。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam 优化器</translation>
    </message>
    <message>
        <source>Adam whose weight decay shrinks the weights themselves; usual for transformers.</source>
        <translation>权重衰减直接缩小权重本身的 Adam；常用于 Transformer。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW 优化器</translation>
    </message>
    <message>
        <source>Adaptive average pool 1D</source>
        <translation>一维自适应平均池化</translation>
    </message>
    <message>
        <source>Adaptive average pool 2D</source>
        <translation>二维自适应平均池化</translation>
    </message>
    <message>
        <source>Adaptive average pool 3D</source>
        <translation>三维自适应平均池化</translation>
    </message>
    <message>
        <source>Adaptive max pool 1D</source>
        <translation>一维自适应最大池化</translation>
    </message>
    <message>
        <source>Adaptive max pool 2D</source>
        <translation>二维自适应最大池化</translation>
    </message>
    <message>
        <source>Adaptive max pool 3D</source>
        <translation>三维自适应最大池化</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Add a data node, such as MNIST or Table.</source>
        <translation>请添加数据节点，例如 MNIST 或 Table。</translation>
    </message>
    <message>
        <source>Add a node first.</source>
        <translation>请先添加节点。</translation>
    </message>
    <message>
        <source>Add an Optimizer and wire a loss to it</source>
        <translation>添加优化器并将损失连到它</translation>
    </message>
    <message>
        <source>Add an Output node to the last layer.</source>
        <translation>请在最后一层后添加 Output 节点。</translation>
    </message>
    <message>
        <source>Add one and wire it.</source>
        <translation>请添加一个并连线。</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <source>Added to the divisor, so that nothing is divided by zero.</source>
        <translation>加到除数上，避免除以零。</translation>
    </message>
    <message>
        <source>Added to the variance, so that nothing is divided by zero.</source>
        <translation>加到方差上，避免除以零。</translation>
    </message>
    <message>
        <source>Adds a dimension of size 1.</source>
        <translation>增加一个大小为 1 的维度。</translation>
    </message>
    <message>
        <source>Adds everything that comes in; what is smaller is repeated to fit.</source>
        <translation>将所有输入相加；较小的会重复扩展以匹配。</translation>
    </message>
    <message>
        <source>Adds one learned number to every map.</source>
        <translation>为每个特征图加一个可学习的数。</translation>
    </message>
    <message>
        <source>Adds one learned number to every output channel.</source>
        <translation>为每个输出通道加一个可学习的数。</translation>
    </message>
    <message>
        <source>Adds one learned number to every output volume.</source>
        <translation>为每个输出体加一个可学习的数。</translation>
    </message>
    <message>
        <source>Adds one learned number to every output.</source>
        <translation>为每个输出加一个可学习的数。</translation>
    </message>
    <message>
        <source>Align {0} nodes</source>
        <translation>对齐 {0} 个节点</translation>
    </message>
    <message>
        <source>An NPZ file is made by numpy.savez.</source>
        <translation>NPZ 文件由 numpy.savez 生成。</translation>
    </message>
    <message>
        <source>Another seed draws another split.</source>
        <translation>换一个种子会得到不同的划分。</translation>
    </message>
    <message>
        <source>Another seed draws other points.</source>
        <translation>换一个种子会抽取不同的点。</translation>
    </message>
    <message>
        <source>Another seed draws other validation samples.</source>
        <translation>换一个种子会抽取不同的验证样本。</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>算术</translation>
    </message>
    <message>
        <source>Arrays saved by NumPy. The first size counts the samples. An NPZ file holds features and target in one.</source>
        <translation>由 NumPy 保存的数组。第一维是样本数。NPZ 文件同时包含特征和目标。</translation>
    </message>
    <message>
        <source>Average pool 1D</source>
        <translation>一维平均池化</translation>
    </message>
    <message>
        <source>Average pool 2D</source>
        <translation>二维平均池化</translation>
    </message>
    <message>
        <source>Average pool 3D</source>
        <translation>三维平均池化</translation>
    </message>
    <message>
        <source>BCE with logits</source>
        <translation>带 logits 的二元交叉熵</translation>
    </message>
    <message>
        <source>Back to the graph of run {0}</source>
        <translation>恢复为运行 {0} 的图</translation>
    </message>
    <message>
        <source>Batch norm 1D</source>
        <translation>一维批归一化</translation>
    </message>
    <message>
        <source>Batch norm 2D</source>
        <translation>二维批归一化</translation>
    </message>
    <message>
        <source>Batch norm 3D</source>
        <translation>三维批归一化</translation>
    </message>
    <message>
        <source>Binary cross entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Brings each feature to mean 0 and deviation 1 over the batch; steadies training.</source>
        <translation>在批次内使每个特征均值为 0、标准差为 1；使训练更稳定。</translation>
    </message>
    <message>
        <source>Brings each map to mean 0 and deviation 1 over the batch; steadies training.</source>
        <translation>在批次内使每个特征图均值为 0、标准差为 1；使训练更稳定。</translation>
    </message>
    <message>
        <source>Brings the last dimensions of each sample to mean 0 and deviation 1.</source>
        <translation>使每个样本的最后若干维均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>Bypass {0} nodes</source>
        <translation>旁路 {0} 个节点</translation>
    </message>
    <message>
        <source>Change its permissions, or choose another file.</source>
        <translation>请更改其权限，或选择其他文件。</translation>
    </message>
    <message>
        <source>Change the permissions, or save in another folder.</source>
        <translation>请更改权限，或保存到其他文件夹。</translation>
    </message>
    <message>
        <source>Change title</source>
        <translation>更改标题</translation>
    </message>
    <message>
        <source>Checkpoints lie in the folder “checkpoints” of a run.</source>
        <translation>检查点位于运行的“checkpoints”文件夹中。</translation>
    </message>
    <message>
        <source>Choose a file with a table.</source>
        <translation>请选择一个表格文件。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>请使用更短的名称。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>Choose the file with the labels.</source>
        <translation>请选择标签文件。</translation>
    </message>
    <message>
        <source>Choose the files that belong together.</source>
        <translation>请选择相互对应的文件。</translation>
    </message>
    <message>
        <source>Choose where it is now.</source>
        <translation>请选择它现在的位置。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Compares log-probabilities, as a log softmax makes them, with the true class.</source>
        <translation>将对数概率（由 log softmax 产生）与真实类别比较。</translation>
    </message>
    <message>
        <source>Compares probabilities (after a sigmoid) with targets 0 and 1.</source>
        <translation>将概率（sigmoid 之后）与目标 0 和 1 比较。</translation>
    </message>
    <message>
        <source>Compares raw class scores with the true class. It contains the softmax, so put none before it.</source>
        <translation>将原始类别得分与真实类别比较。其中已含 softmax，前面不要再放。</translation>
    </message>
    <message>
        <source>Compares raw scores (before any sigmoid) with targets 0 and 1; safer than a sigmoid and BCE.</source>
        <translation>将原始得分（sigmoid 之前）与目标 0 和 1 比较；比 sigmoid 加 BCE 更稳妥。</translation>
    </message>
    <message>
        <source>Concat</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Conv 1D</source>
        <translation>一维卷积</translation>
    </message>
    <message>
        <source>Conv 2D</source>
        <translation>二维卷积</translation>
    </message>
    <message>
        <source>Conv 3D</source>
        <translation>三维卷积</translation>
    </message>
    <message>
        <source>Convert it before saving, for instance with .float().</source>
        <translation>请在保存前转换，例如使用 .float()。</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Change the batch size, or leave out the last, smaller batch</source>
        <translation>改变批大小，或略去最后一个较小的批</translation>
    </message>
    <message>
        <source>MNIST is not as expected</source>
        <translation>MNIST 与预期不符</translation>
    </message>
    <message>
        <source>a batch of one sample gives it a single value for each channel</source>
        <translation>只有一个样本的批使每个通道只有一个值</translation>
    </message>
    <message>
        <source>no usable NVIDIA GPU was found: {0}</source>
        <translation>没有找到可用的 NVIDIA GPU：{0}</translation>
    </message>
    <message>
        <source>CUDA cannot be loaded: {0}</source>
        <translation>无法加载 CUDA：{0}</translation>
    </message>
    <message>
        <source>this machine has no NVIDIA driver.</source>
        <translation>本机没有 NVIDIA 驱动程序。</translation>
    </message>
    <message>
        <source>the CUDA part does not belong to this program.</source>
        <translation>CUDA 部分不属于这个程序。</translation>
    </message>
    <message>
        <source>there is no GPU {0}; the last one is {1}</source>
        <translation>没有 GPU {0}；最后一个是 {1}</translation>
    </message>
    <message>
        <source>there is no data source “mnist”</source>
        <translation>没有数据源“mnist”</translation>
    </message>
    <message>
        <source>there is no node kind {0}</source>
        <translation>没有节点类型 {0}</translation>
    </message>
    <message>
        <source>the LibTorch of this program has no CUDA part.</source>
        <translation>本程序的 LibTorch 没有 CUDA 部分。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by gamma every epoch.</source>
        <translation>每轮把学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>What the rate is multiplied by every epoch.</source>
        <translation>每轮学习率所乘的系数。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Counts how often each true class (row) is predicted as each class (column).</source>
        <translation>统计每个真实类别（行）被预测为各类别（列）的次数。</translation>
    </message>
    <message>
        <source>Cross entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Cross entropy compares several classes.</source>
        <translation>交叉熵用于比较多个类别。</translation>
    </message>
    <message>
        <source>Cut {0}</source>
        <translation>剪切 {0}</translation>
    </message>
    <message>
        <source>Cut {0} from {1}</source>
        <translation>断开 {0} 与 {1}</translation>
    </message>
    <message>
        <source>Cut {0} nodes</source>
        <translation>剪切 {0} 个节点</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>Delete {0} nodes</source>
        <translation>删除 {0} 个节点</translation>
    </message>
    <message>
        <source>Dense and shape</source>
        <translation>全连接与形状</translation>
    </message>
    <message>
        <source>Depth, height and width of a window.</source>
        <translation>窗口的深度、高度和宽度。</translation>
    </message>
    <message>
        <source>Depth, height and width of the window.</source>
        <translation>窗口的深度、高度和宽度。</translation>
    </message>
    <message>
        <source>Depth, height and width that come out.</source>
        <translation>输出的深度、高度和宽度。</translation>
    </message>
    <message>
        <source>Deviation of the random shift of every point.</source>
        <translation>每个点随机偏移的标准差。</translation>
    </message>
    <message>
        <source>Distribute {0} nodes</source>
        <translation>分布 {0} 个节点</translation>
    </message>
    <message>
        <source>Divides by a number. Pixels from 0 to 255 become numbers from 0 to 1.</source>
        <translation>除以一个数。0 到 255 的像素变为 0 到 1 的数。</translation>
    </message>
    <message>
        <source>Draws the training samples in a new order every epoch.</source>
        <translation>每轮以新的顺序抽取训练样本。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>Dropout 1D</source>
        <translation>一维随机失活</translation>
    </message>
    <message>
        <source>Dropout 2D</source>
        <translation>二维随机失活</translation>
    </message>
    <message>
        <source>Dropout 3D</source>
        <translation>三维随机失活</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>创建 {0} 的副本</translation>
    </message>
    <message>
        <source>Duplicate {0} nodes</source>
        <translation>创建 {0} 个节点的副本</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>指数线性单元</translation>
    </message>
    <message>
        <source>Each arm is a class.</source>
        <translation>每条旋臂为一类。</translation>
    </message>
    <message>
        <source>Each cloud is a class.</source>
        <translation>每个点云为一类。</translation>
    </message>
    <message>
        <source>Each period after a restart is this many times as long as the last.</source>
        <translation>重启后每个周期是上一个周期的这么多倍。</translation>
    </message>
    <message>
        <source>End bypass of {0} nodes</source>
        <translation>取消 {0} 个节点的旁路</translation>
    </message>
    <message>
        <source>Epochs after a fall that do not count.</source>
        <translation>下降之后不计入的轮数。</translation>
    </message>
    <message>
        <source>Epochs between two falls.</source>
        <translation>两次下降之间的轮数。</translation>
    </message>
    <message>
        <source>Epochs from the top to the bottom; as long as the training unless stated.</source>
        <translation>从最高到最低的轮数；未指定时与训练等长。</translation>
    </message>
    <message>
        <source>Epochs without improvement before the rate falls.</source>
        <translation>学习率下降前没有改善的轮数。</translation>
    </message>
    <message>
        <source>Equal bits in every run on this machine; may be slower.</source>
        <translation>在本机上每次运行逐位相同；可能较慢。</translation>
    </message>
    <message>
        <source>Every output is a weighted sum of all features, with learned weights.</source>
        <translation>每个输出是所有特征的加权和，权重可学习。</translation>
    </message>
    <message>
        <source>Every part gets its fair share of each class.</source>
        <translation>每一部分都按比例包含各类别。</translation>
    </message>
    <message>
        <source>Expected A–Z, a–z, 0–9, + and /.</source>
        <translation>应为 A–Z、a–z、0–9、+ 和 /。</translation>
    </message>
    <message>
        <source>Expected a flat list of numbers, row by row.</source>
        <translation>应为逐行排列的一维数字列表。</translation>
    </message>
    <message>
        <source>Export TorchScript instead.</source>
        <translation>请改为导出 TorchScript。</translation>
    </message>
    <message>
        <source>Export TorchScript or ONNX instead.</source>
        <translation>请改为导出 TorchScript 或 ONNX。</translation>
    </message>
    <message>
        <source>Exported with the model, so that it takes class numbers.</source>
        <translation>随模型导出，使模型可直接接收类别编号。</translation>
    </message>
    <message>
        <source>Exported with the model, so that it takes raw numbers.</source>
        <translation>随模型导出，使模型可直接接收原始数值。</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1 值</translation>
    </message>
    <message>
        <source>Factor of this loss in the sum that is minimised.</source>
        <translation>此损失在被最小化的总和中的系数。</translation>
    </message>
    <message>
        <source>Factor on negative numbers.</source>
        <translation>负数的系数。</translation>
    </message>
    <message>
        <source>Factor on targets of 1, for data with few of them.</source>
        <translation>目标为 1 的样本的系数，用于此类样本稀少的数据。</translation>
    </message>
    <message>
        <source>File with the answers; empty: in the same NPZ file, or none.</source>
        <translation>答案文件；留空：在同一 NPZ 文件中，或没有。</translation>
    </message>
    <message>
        <source>File with the labels, such as train-labels-idx1-ubyte.gz.</source>
        <translation>标签文件，例如 train-labels-idx1-ubyte.gz。</translation>
    </message>
    <message>
        <source>File with the pictures, such as train-images-idx3-ubyte.gz.</source>
        <translation>图片文件，例如 train-images-idx3-ubyte.gz。</translation>
    </message>
    <message>
        <source>Fill it in, or choose to leave out such rows or to fill them with the mean.</source>
        <translation>请补上，或选择略去这些行，或用均值填充。</translation>
    </message>
    <message>
        <source>Fill it in, or choose to leave out such rows.</source>
        <translation>请补上，或选择略去这些行。</translation>
    </message>
    <message>
        <source>First dimension that is joined; 0 is the batch.</source>
        <translation>合并的第一个维度；0 为批次。</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <source>For each new dimension the old one that goes there, counted from 1; the batch stays first. 2, 1 swaps two.</source>
        <translation>每个新维度对应的旧维度，从 1 起数；批次保持在最前。2, 1 表示交换两个维度。</translation>
    </message>
    <message>
        <source>Free some space, or save on another disk.</source>
        <translation>请释放一些空间，或保存到其他磁盘。</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>高斯误差线性单元</translation>
    </message>
    <message>
        <source>Gap between the pixels a window reads.</source>
        <translation>窗口所读像素之间的间隔。</translation>
    </message>
    <message>
        <source>Gap between the pixels the window reads.</source>
        <translation>窗口所读像素之间的间隔。</translation>
    </message>
    <message>
        <source>Gap between the places a window reads.</source>
        <translation>窗口所读位置之间的间隔。</translation>
    </message>
    <message>
        <source>Gap between the places the window reads.</source>
        <translation>窗口所读位置之间的间隔。</translation>
    </message>
    <message>
        <source>Give it a larger share of the data.</source>
        <translation>请给它更大的数据份额。</translation>
    </message>
    <message>
        <source>Give one of them another id.</source>
        <translation>请给其中一个换一个编号。</translation>
    </message>
    <message>
        <source>Give one of them another name.</source>
        <translation>请给其中一个换一个名称。</translation>
    </message>
    <message>
        <source>Give one sample in the shape the data set has.</source>
        <translation>请按数据集的形状给出一个样本。</translation>
    </message>
    <message>
        <source>Give the values as the data set has them.</source>
        <translation>请按数据集中的形式给出数值。</translation>
    </message>
    <message>
        <source>Gives each sample another shape with the same numbers.</source>
        <translation>用相同的数值赋予每个样本另一种形状。</translation>
    </message>
    <message>
        <source>Gives every weight its own step length; a good first choice.</source>
        <translation>为每个权重赋予各自的步长；不错的首选。</translation>
    </message>
    <message>
        <source>Global average pool</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <source>Go on with it: lepton resume {0}. Or take another folder.</source>
        <translation>请继续它：lepton resume {0}。或换一个文件夹。</translation>
    </message>
    <message>
        <source>Graph of run {0}</source>
        <translation>运行 {0} 的图</translation>
    </message>
    <message>
        <source>Groups of channels that do not mix.</source>
        <translation>互不混合的通道组数。</translation>
    </message>
    <message>
        <source>Height and width of a window.</source>
        <translation>窗口的高度和宽度。</translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation>窗口的高度和宽度。</translation>
    </message>
    <message>
        <source>Height and width that come out.</source>
        <translation>输出的高度和宽度。</translation>
    </message>
    <message>
        <source>How far below zero it can go.</source>
        <translation>可低于零的程度。</translation>
    </message>
    <message>
        <source>How far predictions are off on average, in the target&apos;s unit.</source>
        <translation>预测的平均偏差，以目标的单位计。</translation>
    </message>
    <message>
        <source>How fast the running mean and variance follow the batches.</source>
        <translation>滑动均值和方差跟随批次的速度。</translation>
    </message>
    <message>
        <source>How it is computed: exactly, or by the faster tanh formula.</source>
        <translation>计算方式：精确计算，或用较快的 tanh 近似公式。</translation>
    </message>
    <message>
        <source>How long the factor holds.</source>
        <translation>系数保持多久。</translation>
    </message>
    <message>
        <source>How long the mean of gradients remembers.</source>
        <translation>梯度均值的记忆长度。</translation>
    </message>
    <message>
        <source>How long the mean of squared gradients remembers.</source>
        <translation>梯度平方均值的记忆长度。</translation>
    </message>
    <message>
        <source>How many classes there are; taken from the data unless stated.</source>
        <translation>类别数；未指定时取自数据。</translation>
    </message>
    <message>
        <source>How many numbers come in; taken from the wire unless stated.</source>
        <translation>输入的个数；未指定时取自连线。</translation>
    </message>
    <message>
        <source>How many numbers come out.</source>
        <translation>输出的个数。</translation>
    </message>
    <message>
        <source>How many of the last dimensions are brought to mean 0 together.</source>
        <translation>有多少个末尾维度一起归一到均值 0。</translation>
    </message>
    <message>
        <source>How much becomes zero in a training step, as a share from 0 to 1.</source>
        <translation>训练步中置零的比例，0 到 1。</translation>
    </message>
    <message>
        <source>How often the training data is gone through.</source>
        <translation>训练数据被完整使用的次数。</translation>
    </message>
    <message>
        <source>How people see the numbers: softmax for class shares, sigmoid for yes or no. Training and export keep the raw numbers.</source>
        <translation>展示给人看的形式：softmax 表示类别占比，sigmoid 表示是或否。训练和导出保留原始数值。</translation>
    </message>
    <message>
        <source>How sharp the bend is.</source>
        <translation>弯折的锐利程度。</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber 损失</translation>
    </message>
    <message>
        <source>IDX files</source>
        <translation>IDX 文件</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Insert Flatten.</source>
        <translation>请插入 Flatten。</translation>
    </message>
    <message>
        <source>Insert Scale: it makes decimals of bytes.</source>
        <translation>请插入 Scale：它将字节变为小数。</translation>
    </message>
    <message>
        <source>Insert {0}</source>
        <translation>插入 {0}</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>请重新安装程序。</translation>
    </message>
    <message>
        <source>Is it an IDX file, such as train-images-idx3-ubyte.gz? Take another copy of it.</source>
        <translation>它是 IDX 文件吗（例如 train-images-idx3-ubyte.gz）？请换一份副本。</translation>
    </message>
    <message>
        <source>Is it the file with the labels?</source>
        <translation>它是标签文件吗？</translation>
    </message>
    <message>
        <source>Is it the right file?</source>
        <translation>文件是否正确？</translation>
    </message>
    <message>
        <source>Is the disk full?</source>
        <translation>磁盘是否已满？</translation>
    </message>
    <message>
        <source>It belongs beside this program; LEPTON_ENGINE can name it.</source>
        <translation>它应位于本程序旁边；也可用 LEPTON_ENGINE 指定。</translation>
    </message>
    <message>
        <source>It has {0}.</source>
        <translation>它有 {0}。</translation>
    </message>
    <message>
        <source>It says nothing: leave it out.</source>
        <translation>它不含信息：请略去。</translation>
    </message>
    <message>
        <source>Its Python spelling names {0}, which it has not.</source>
        <translation>其 Python 写法提到了它没有的 {0}。</translation>
    </message>
    <message>
        <source>Joins all dimensions of a sample into one row of numbers.</source>
        <translation>将样本的所有维度合并为一行数。</translation>
    </message>
    <message>
        <source>Joins what comes in along one dimension, by default the channels.</source>
        <translation>沿一个维度拼接输入，默认为通道。</translation>
    </message>
    <message>
        <source>Jumps back to the top after each period.</source>
        <translation>每个周期后跳回最高值。</translation>
    </message>
    <message>
        <source>Keeps positive numbers and makes negative ones zero.</source>
        <translation>保留正数，将负数变为零。</translation>
    </message>
    <message>
        <source>Keeps positive numbers; negative ones are multiplied by a small slope instead of lost.</source>
        <translation>保留正数；负数乘以一个小斜率而不是丢弃。</translation>
    </message>
    <message>
        <source>Keeps positive numbers; negative ones bend smoothly towards −alpha.</source>
        <translation>保留正数；负数平滑地趋向 −alpha。</translation>
    </message>
    <message>
        <source>Keeps the largest value under a window that slides along the sequence.</source>
        <translation>窗口沿序列滑动，取其中最大值。</translation>
    </message>
    <message>
        <source>Keeps the largest value under a window that slides over the image.</source>
        <translation>窗口在图像上滑动，取其中最大值。</translation>
    </message>
    <message>
        <source>Keeps the largest value under a window that slides through the volume.</source>
        <translation>窗口在体数据中滑动，取其中最大值。</translation>
    </message>
    <message>
        <source>Keeps the mean under a window that slides along the sequence.</source>
        <translation>窗口沿序列滑动，取其中均值。</translation>
    </message>
    <message>
        <source>Keeps the mean under a window that slides over the image.</source>
        <translation>窗口在图像上滑动，取其中均值。</translation>
    </message>
    <message>
        <source>Keeps the mean under a window that slides through the volume.</source>
        <translation>窗口在体数据中滑动，取其中均值。</translation>
    </message>
    <message>
        <source>Labels of the test pictures.</source>
        <translation>测试图片的标签。</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0 does not clip.</source>
        <translation>梯度的最大范数；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>Last dimension that is joined; -1 is the last.</source>
        <translation>合并的最后一个维度；-1 为最后一维。</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>带泄漏的 ReLU</translation>
    </message>
    <message>
        <source>Learning rate at the bottom.</source>
        <translation>最低处的学习率。</translation>
    </message>
    <message>
        <source>Learns a factor and an offset for each channel.</source>
        <translation>为每个通道学习一个系数和一个偏移。</translation>
    </message>
    <message>
        <source>Learns a factor for each place.</source>
        <translation>为每个位置学习一个系数。</translation>
    </message>
    <message>
        <source>Learns an offset for each place, if there is a factor.</source>
        <translation>若有系数，则为每个位置学习一个偏移。</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>请略去它。</translation>
    </message>
    <message>
        <source>Leave out the columns that are empty.</source>
        <translation>请略去空的列。</translation>
    </message>
    <message>
        <source>Leave the field empty, or take one of the classes.</source>
        <translation>请将该字段留空，或取其中一个类别。</translation>
    </message>
    <message>
        <source>Leaves out a smaller last batch.</source>
        <translation>略去较小的最后一个批次。</translation>
    </message>
    <message>
        <source>Length of a step.</source>
        <translation>步长。</translation>
    </message>
    <message>
        <source>Length of a window.</source>
        <translation>窗口的长度。</translation>
    </message>
    <message>
        <source>Length of the window.</source>
        <translation>窗口的长度。</translation>
    </message>
    <message>
        <source>Length that comes out.</source>
        <translation>输出的长度。</translation>
    </message>
    <message>
        <source>Lets positive numbers through and bends smoothly to zero for negative ones: x · sigmoid(x).</source>
        <translation>让正数通过，对负数平滑地弯向零：x · sigmoid(x)。</translation>
    </message>
    <message>
        <source>Lets the learning rate fall along half a cosine wave; with restarts it jumps back and falls again.</source>
        <translation>学习率沿半个余弦波下降；启用重启时会跳回并再次下降。</translation>
    </message>
    <message>
        <source>Lets the learning rate grow in a straight line over the first steps.</source>
        <translation>在最初的若干步中线性增大学习率。</translation>
    </message>
    <message>
        <source>Lets the learning rate rise to its full height and fall to almost nothing, once over the whole training.</source>
        <translation>在整个训练中让学习率先升到最高，再降到几乎为零。</translation>
    </message>
    <message>
        <source>LibTorch has no operator {0}</source>
        <translation>LibTorch 没有算子 {0}</translation>
    </message>
    <message>
        <source>LibTorch says: {0}</source>
        <translation>LibTorch 提示：{0}</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Linear warm-up</source>
        <translation>线性预热</translation>
    </message>
    <message>
        <source>Log softmax</source>
        <translation>对数 softmax</translation>
    </message>
    <message>
        <source>Look at the rights of its folder.</source>
        <translation>请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>Look whether the file may be executed.</source>
        <translation>请检查该文件是否可执行。</translation>
    </message>
    <message>
        <source>Looks ahead along the momentum; needs momentum and no dampening.</source>
        <translation>沿动量方向预看；需要动量且无阻尼。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Lower the learning rate ({0}), or limit the gradients: clip_norm in the settings.</source>
        <translation>请降低学习率（{0}），或限制梯度：设置中的 clip_norm。</translation>
    </message>
    <message>
        <source>Lower the learning rate, or limit the gradients: clip_norm in the settings.</source>
        <translation>请降低学习率，或限制梯度：设置中的 clip_norm。</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Make it smaller.</source>
        <translation>请调小。</translation>
    </message>
    <message>
        <source>Makes a random share of the numbers zero in training, so that the network does not lean on single ones.</source>
        <translation>训练时随机将一部分数置零，使网络不依赖个别数值。</translation>
    </message>
    <message>
        <source>Makes a random share of whole channels of a sequence zero in training.</source>
        <translation>训练时随机将序列的一部分完整通道置零。</translation>
    </message>
    <message>
        <source>Makes a random share of whole maps zero in training.</source>
        <translation>训练时随机将一部分完整特征图置零。</translation>
    </message>
    <message>
        <source>Makes a random share of whole volumes zero in training.</source>
        <translation>训练时随机将一部分完整特征体置零。</translation>
    </message>
    <message>
        <source>Makes a stated size of any size; each place is the largest value of its part.</source>
        <translation>将任意大小变为指定大小；每个位置取对应部分的最大值。</translation>
    </message>
    <message>
        <source>Makes a stated size of any size; each place is the mean of its part.</source>
        <translation>将任意大小变为指定大小；每个位置取对应部分的均值。</translation>
    </message>
    <message>
        <source>Max pool 1D</source>
        <translation>一维最大池化</translation>
    </message>
    <message>
        <source>Max pool 2D</source>
        <translation>二维最大池化</translation>
    </message>
    <message>
        <source>Max pool 3D</source>
        <translation>三维最大池化</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Mean of each column or channel; empty: measured on the training part.</source>
        <translation>每列或每通道的均值；留空：在训练部分上测量。</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Mend or remove that sample.</source>
        <translation>请修正或删除该样本。</translation>
    </message>
    <message>
        <source>Mend the cell, or leave the column out.</source>
        <translation>请修正该单元格，或略去该列。</translation>
    </message>
    <message>
        <source>Mend the labels, or take the target as numbers.</source>
        <translation>请修正标签，或将目标作为数值。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>移动 {0}</translation>
    </message>
    <message>
        <source>Move {0} nodes</source>
        <translation>移动 {0} 个节点</translation>
    </message>
    <message>
        <source>Moves every weight a small step downhill; momentum keeps the direction.</source>
        <translation>让每个权重沿下降方向移动一小步；动量保持方向。</translation>
    </message>
    <message>
        <source>Multiplies everything that comes in; what is smaller is repeated to fit.</source>
        <translation>将所有输入相乘；较小的会重复扩展以匹配。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by a factor when what the run is judged by stops improving.</source>
        <translation>当评判依据不再改善时，将学习率乘以一个系数。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by gamma every few epochs.</source>
        <translation>每隔若干轮将学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>相乘</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Mute {0} nodes</source>
        <translation>停用 {0} 个节点</translation>
    </message>
    <message>
        <source>NPY or NPZ file with what to learn from.</source>
        <translation>含学习数据的 NPY 或 NPZ 文件。</translation>
    </message>
    <message>
        <source>Name a file such as model{0}.</source>
        <translation>请给出文件名，例如 model{0}。</translation>
    </message>
    <message>
        <source>Name a run&apos;s folder or a file of its checkpoints.</source>
        <translation>请给出运行的文件夹或其检查点文件。</translation>
    </message>
    <message>
        <source>Name it once.</source>
        <translation>请只写一次。</translation>
    </message>
    <message>
        <source>Name of the array in an NPZ file; empty: x, features, images, data, or the first.</source>
        <translation>NPZ 文件中的数组名；留空：x、features、images、data 或第一个。</translation>
    </message>
    <message>
        <source>Name of the array in an NPZ file; empty: y, target, labels, or the second.</source>
        <translation>NPZ 文件中的数组名；留空：y、target、labels 或第二个。</translation>
    </message>
    <message>
        <source>Name of the column to predict; empty: the last one. Several numbers: names with commas between.</source>
        <translation>要预测的列名；留空：最后一列。多个数值：列名以逗号分隔。</translation>
    </message>
    <message>
        <source>Name one column, or take the target as numbers.</source>
        <translation>请指定一列，或将目标作为数值。</translation>
    </message>
    <message>
        <source>Name the features to have it.</source>
        <translation>若需要它，请指明特征。</translation>
    </message>
    <message>
        <source>Names of columns to leave out, with commas between.</source>
        <translation>要略去的列名，以逗号分隔。</translation>
    </message>
    <message>
        <source>Names of the columns to learn from, with commas between; empty: all others that hold numbers.</source>
        <translation>用于学习的列名，以逗号分隔；留空：其余所有数值列。</translation>
    </message>
    <message>
        <source>Names what the model predicts. The exported model is what outputs need.</source>
        <translation>指明模型预测什么。导出的模型即为输出所需的部分。</translation>
    </message>
    <message>
        <source>Negative log likelihood</source>
        <translation>负对数似然</translation>
    </message>
    <message>
        <source>Node number {0} is taken.</source>
        <translation>节点编号 {0} 已被占用。</translation>
    </message>
    <message>
        <source>Node “{0}” has an id, a place or fields that cannot be.</source>
        <translation>节点“{0}”的编号、位置或字段无效。</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Nothing came before {0}, so its wire is gone.</source>
        <translation>{0} 之前没有节点，因此其连线已删除。</translation>
    </message>
    <message>
        <source>Nothing is wired here yet.</source>
        <translation>此处尚未连线。</translation>
    </message>
    <message>
        <source>Nothing is wired to this output.</source>
        <translation>此输出尚未连线。</translation>
    </message>
    <message>
        <source>Nudge {0} nodes</source>
        <translation>微移 {0} 个节点</translation>
    </message>
    <message>
        <source>NumPy arrays</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>Number of the class that counts as yes, from 0.</source>
        <translation>视为“是”的类别编号，从 0 起。</translation>
    </message>
    <message>
        <source>ONNX has no counterpart of {0}, so this network cannot be written as ONNX.</source>
        <translation>ONNX 没有与 {0} 对应的算子，因此无法将此网络写成 ONNX。</translation>
    </message>
    <message>
        <source>Of the samples predicted as a class, the share that belong to it.</source>
        <translation>被预测为某类别的样本中确实属于该类别的比例。</translation>
    </message>
    <message>
        <source>Of the samples that belong to a class, the share that are found.</source>
        <translation>属于某类别的样本中被找到的比例。</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>One-hot</source>
        <translation>独热编码</translation>
    </message>
    <message>
        <source>Open an autosaved or older copy.</source>
        <translation>请打开自动保存的或较早的副本。</translation>
    </message>
    <message>
        <source>Open it with a newer version.</source>
        <translation>请用较新版本打开。</translation>
    </message>
    <message>
        <source>Open the run with a newer version.</source>
        <translation>请用较新版本打开该运行。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Passes on what comes in, unchanged.</source>
        <translation>原样传递输入。</translation>
    </message>
    <message>
        <source>Paste {0} nodes</source>
        <translation>粘贴 {0} 个节点</translation>
    </message>
    <message>
        <source>Permute</source>
        <translation>维度重排</translation>
    </message>
    <message>
        <source>Pictures and labels in IDX files, the format of MNIST, plain or packed with gzip.</source>
        <translation>IDX 文件（MNIST 的格式）中的图片和标签，可用 gzip 压缩。</translation>
    </message>
    <message>
        <source>Pictures for the test alone; empty: a share of the others.</source>
        <translation>仅用于测试的图片；留空：取其他图片的一部分。</translation>
    </message>
    <message>
        <source>Places added around the image; at most half the kernel.</source>
        <translation>在图像四周补充的位置；至多为卷积核的一半。</translation>
    </message>
    <message>
        <source>Places added around the volume; at most half the kernel.</source>
        <translation>在体数据四周补充的位置；至多为卷积核的一半。</translation>
    </message>
    <message>
        <source>Places added at both ends; at most half the kernel.</source>
        <translation>在两端补充的位置；至多为卷积核的一半。</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Preprocess</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Pulls weights towards zero, in proportion to their size.</source>
        <translation>按大小比例将权重拉向零。</translation>
    </message>
    <message>
        <source>Put a data source in its place.</source>
        <translation>请换成一个数据源。</translation>
    </message>
    <message>
        <source>Put a layer with weights before the loss</source>
        <translation>在损失之前放置一个带权重的层</translation>
    </message>
    <message>
        <source>Put a log softmax before it, or take cross entropy.</source>
        <translation>请在其前面放置 log softmax，或改用交叉熵。</translation>
    </message>
    <message>
        <source>Put a sigmoid before it, or take BCE with logits.</source>
        <translation>请在其前面放置 sigmoid，或改用 BCE with logits。</translation>
    </message>
    <message>
        <source>Puts the dimensions of a sample in another order.</source>
        <translation>改变样本各维度的顺序。</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>均方根误差</translation>
    </message>
    <message>
        <source>Raise the number of classes, or mend the labels.</source>
        <translation>请增大类别数，或修正标签。</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>线性整流</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recover edits</source>
        <translation>恢复编辑</translation>
    </message>
    <message>
        <source>Reduce on plateau</source>
        <translation>停滞时降低</translation>
    </message>
    <message>
        <source>Regularise</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Relative to the document. iris.csv and breast_cancer.csv come with the program.</source>
        <translation>相对于文档的路径。iris.csv 和 breast_cancer.csv 随程序提供。</translation>
    </message>
    <message>
        <source>Remove one of its wires.</source>
        <translation>请删除它的一条连线。</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>删除该连线</translation>
    </message>
    <message>
        <source>Removes a dimension of size 1.</source>
        <translation>去掉一个大小为 1 的维度。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>Rows of numbers from a CSV, Parquet, Feather or JSON lines file; one column is the target. iris.csv and breast_cancer.csv come with the program.</source>
        <translation>来自 CSV、Parquet、Feather 或 JSON lines 文件的数值行；其中一列为目标。iris.csv 和 breast_cancer.csv 随程序提供。</translation>
    </message>
    <message>
        <source>Run {0} is training already.</source>
        <translation>运行 {0} 已在训练。</translation>
    </message>
    <message>
        <source>Run {0} is training.</source>
        <translation>运行 {0} 正在训练。</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>决定系数</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>随机梯度下降</translation>
    </message>
    <message>
        <source>Samples in one training step.</source>
        <translation>一个训练步中的样本数。</translation>
    </message>
    <message>
        <source>Save in another folder.</source>
        <translation>请保存到其他文件夹。</translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation>请保存为 PNG。</translation>
    </message>
    <message>
        <source>Save it as WAV.</source>
        <translation>请保存为 WAV。</translation>
    </message>
    <message>
        <source>Save it as float64.</source>
        <translation>请保存为 float64。</translation>
    </message>
    <message>
        <source>Save it as little-endian: numpy.save(file, array.astype(&apos;&lt;{0}&apos;)).</source>
        <translation>请按小端序保存：numpy.save(file, array.astype(&apos;&lt;{0}&apos;))。</translation>
    </message>
    <message>
        <source>Save it as numbers: numpy.save(file, array.astype(&apos;float32&apos;)).</source>
        <translation>请保存为数字：numpy.save(file, array.astype(&apos;float32&apos;))。</translation>
    </message>
    <message>
        <source>Save it in another format.</source>
        <translation>请保存为其他格式。</translation>
    </message>
    <message>
        <source>Save it row by row: numpy.save(file, numpy.ascontiguousarray(array)).</source>
        <translation>请按行保存：numpy.save(file, numpy.ascontiguousarray(array))。</translation>
    </message>
    <message>
        <source>Save it with numpy.savez(file, x=…, y=…).</source>
        <translation>请用 numpy.savez(file, x=…, y=…) 保存。</translation>
    </message>
    <message>
        <source>Save it without a password.</source>
        <translation>请不加密码保存。</translation>
    </message>
    <message>
        <source>Save one plain array a file, or a table as CSV or Parquet.</source>
        <translation>请每个文件保存一个普通数组，或将表格保存为 CSV 或 Parquet。</translation>
    </message>
    <message>
        <source>Say that it holds no pictures.</source>
        <translation>请说明它不含图片。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of your own that exists.</source>
        <translation>请将 XDG_RUNTIME_DIR 设为您自己的一个已有文件夹。</translation>
    </message>
    <message>
        <source>Set {0}</source>
        <translation>设置 {0}</translation>
    </message>
    <message>
        <source>Set {0} to {1}</source>
        <translation>将 {0} 设为 {1}</translation>
    </message>
    <message>
        <source>Share of the last step that is kept; 0.9 is usual.</source>
        <translation>保留上一步的比例；常用 0.9。</translation>
    </message>
    <message>
        <source>Share of the learning rate at the first step.</source>
        <translation>第一步时学习率的比例。</translation>
    </message>
    <message>
        <source>Share of the samples on which training is watched.</source>
        <translation>用于监控训练的样本比例。</translation>
    </message>
    <message>
        <source>Share of the samples that nobody sees before Test.</source>
        <translation>在“测试”之前不被使用的样本比例。</translation>
    </message>
    <message>
        <source>Share of the training in which the rate rises.</source>
        <translation>学习率上升阶段占训练的比例。</translation>
    </message>
    <message>
        <source>Share of the truth spread over all classes, against overconfidence.</source>
        <translation>均摊到所有类别的真值比例，防止过度自信。</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>Sigmoid 线性单元</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>S 形函数</translation>
    </message>
    <message>
        <source>Slides learned windows along a sequence. Each window makes one output channel.</source>
        <translation>让可学习的窗口沿序列滑动。每个窗口产生一个输出通道。</translation>
    </message>
    <message>
        <source>Slides learned windows over an image. Each window makes one output map.</source>
        <translation>让可学习的窗口在图像上滑动。每个窗口产生一个输出特征图。</translation>
    </message>
    <message>
        <source>Slides learned windows through a volume. Each window makes one output volume.</source>
        <translation>让可学习的窗口在体数据中滑动。每个窗口产生一个输出特征体。</translation>
    </message>
    <message>
        <source>Smallest improvement that counts, as a share of the best so far.</source>
        <translation>计为改善的最小幅度，相对于当前最佳值。</translation>
    </message>
    <message>
        <source>Smooth L1</source>
        <translation>平滑 L1 损失</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>归一化指数</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>平滑 ReLU</translation>
    </message>
    <message>
        <source>Squared for differences below beta, straight above: large errors pull less.</source>
        <translation>差值小于 beta 时取平方，以上为线性：大误差影响较小。</translation>
    </message>
    <message>
        <source>Squared for differences below delta, straight with slope delta above.</source>
        <translation>差值小于 delta 时取平方，以上为斜率 delta 的直线。</translation>
    </message>
    <message>
        <source>Squeeze</source>
        <translation>压缩维度</translation>
    </message>
    <message>
        <source>Squeezes every number between 0 and 1, so that it can be read as a probability.</source>
        <translation>将每个数压缩到 0 与 1 之间，可视为概率。</translation>
    </message>
    <message>
        <source>Squeezes every number between −1 and 1.</source>
        <translation>将每个数压缩到 −1 与 1 之间。</translation>
    </message>
    <message>
        <source>Standard deviation of each column or channel; empty: measured.</source>
        <translation>每列或每通道的标准差；留空：自动测量。</translation>
    </message>
    <message>
        <source>Stands for data of a stated shape, so that a network can be drawn before there is data. To train, put a data source in its place.</source>
        <translation>代表指定形状的数据，以便在有数据之前绘制网络。训练时请换成数据源。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Step between window positions.</source>
        <translation>窗口位置之间的步长。</translation>
    </message>
    <message>
        <source>Steps until the full rate.</source>
        <translation>达到完整学习率所需的步数。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止它。</translation>
    </message>
    <message>
        <source>Stops after this many epochs without a better result; 0 never stops early.</source>
        <translation>连续这么多轮没有改善就停止；0 表示不提前停止。</translation>
    </message>
    <message>
        <source>Subtracts the mean and divides by the deviation of each column or channel, both measured on the training part.</source>
        <translation>减去每列或每通道的均值并除以标准差，二者均在训练部分上测量。</translation>
    </message>
    <message>
        <source>Swap {0} and {1}</source>
        <translation>交换 {0} 和 {1}</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.parquet *.feather *.arrow *.json *.jsonl *.ndjson *.gz)</source>
        <translation>表格 (*.csv *.tsv *.txt *.parquet *.feather *.arrow *.json *.jsonl *.ndjson *.gz)</translation>
    </message>
    <message>
        <source>Take 0.15 for each.</source>
        <translation>请各取 0.15。</translation>
    </message>
    <message>
        <source>Take a batch of at most {0}.</source>
        <translation>请使用不大于 {0} 的批大小。</translation>
    </message>
    <message>
        <source>Take a folder that can be written to: --run DIR</source>
        <translation>请使用可写的文件夹：--run DIR</translation>
    </message>
    <message>
        <source>Take a larger batch, or drop the last one when it is smaller.</source>
        <translation>请使用更大的批大小，或略去较小的最后一批。</translation>
    </message>
    <message>
        <source>Take a part of it.</source>
        <translation>请使用其中一部分。</translation>
    </message>
    <message>
        <source>Take a part of the data.</source>
        <translation>请使用一部分数据。</translation>
    </message>
    <message>
        <source>Take a smaller batch</source>
        <translation>使用较小的批次</translation>
    </message>
    <message>
        <source>Take another checkpoint of the run.</source>
        <translation>请使用该运行的其他检查点。</translation>
    </message>
    <message>
        <source>Take another copy of it.</source>
        <translation>请换一份副本。</translation>
    </message>
    <message>
        <source>Take another copy, or save it as CSV or Parquet.</source>
        <translation>请换一份副本，或保存为 CSV 或 Parquet。</translation>
    </message>
    <message>
        <source>Take another copy, or save it as PNG.</source>
        <translation>请换一份副本，或保存为 PNG。</translation>
    </message>
    <message>
        <source>Take at least 3 samples; some hundred are better.</source>
        <translation>请至少使用 3 个样本；几百个更好。</translation>
    </message>
    <message>
        <source>Take best or last, or name the file.</source>
        <translation>请用 best 或 last，或给出文件名。</translation>
    </message>
    <message>
        <source>Take it out of one of them.</source>
        <translation>请从其中之一去掉它。</translation>
    </message>
    <message>
        <source>Take out {0}</source>
        <translation>移出 {0}</translation>
    </message>
    <message>
        <source>Take out {0} nodes</source>
        <translation>移出 {0} 个节点</translation>
    </message>
    <message>
        <source>Take the target as a number, or another column.</source>
        <translation>请将目标作为数值，或使用另一列。</translation>
    </message>
    <message>
        <source>Take the target as a number.</source>
        <translation>请将目标作为数值。</translation>
    </message>
    <message>
        <source>Take the target as class.</source>
        <translation>请将目标作为类别。</translation>
    </message>
    <message>
        <source>Take {0} features.</source>
        <translation>请取 {0} 个特征。</translation>
    </message>
    <message>
        <source>Taken from the 60 000 training samples; the 10 000 test samples stay untouched.</source>
        <translation>取自 60 000 个训练样本；10 000 个测试样本保持不动。</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>双曲正切</translation>
    </message>
    <message>
        <source>Targets with this class number do not count.</source>
        <translation>具有此类别编号的目标不计入。</translation>
    </message>
    <message>
        <source>The added zeros count in the mean.</source>
        <translation>补充的零计入均值。</translation>
    </message>
    <message>
        <source>The archive is damaged or no zip archive. Take another copy of it.</source>
        <translation>压缩包已损坏或不是 zip 压缩包。请换一份副本。</translation>
    </message>
    <message>
        <source>The class that counts as yes: precision and recall speak of it. Empty: the last in alphabetical order.</source>
        <translation>视为“是”的类别：精确率和召回率针对它。留空：按字母顺序的最后一个。</translation>
    </message>
    <message>
        <source>The clipboard holds no nodes.</source>
        <translation>剪贴板中没有节点。</translation>
    </message>
    <message>
        <source>The clipboard holds {0} nodes; at most {1} are pasted at once.</source>
        <translation>剪贴板中有 {0} 个节点；一次最多粘贴 {1} 个。</translation>
    </message>
    <message>
        <source>The data hold values that are no numbers. Mend them, or leave those rows out.</source>
        <translation>数据中有非数字的值。请修正，或去掉这些行。</translation>
    </message>
    <message>
        <source>The dimension that grows; 1 is channels or features, -1 the last.</source>
        <translation>增大的维度；1 为通道或特征，-1 为最后一维。</translation>
    </message>
    <message>
        <source>The dimension that sums to 1; 1 is the classes, -1 the last.</source>
        <translation>和为 1 的维度；1 为类别，-1 为最后一维。</translation>
    </message>
    <message>
        <source>The dimension to remove; 0 is the batch, -1 the last.</source>
        <translation>要去掉的维度；0 为批次，-1 为最后一维。</translation>
    </message>
    <message>
        <source>The engine `lepton` was not found.</source>
        <translation>找不到引擎 `lepton`。</translation>
    </message>
    <message>
        <source>The engine {0} could not be started.</source>
        <translation>无法启动引擎 {0}。</translation>
    </message>
    <message>
        <source>The file is damaged or no NPY file. Save it again with numpy.save.</source>
        <translation>文件已损坏或不是 NPY 文件。请用 numpy.save 重新保存。</translation>
    </message>
    <message>
        <source>The file is damaged or not a safetensors file. Take another copy of it.</source>
        <translation>文件已损坏或不是 safetensors 文件。请换一份副本。</translation>
    </message>
    <message>
        <source>The first rate is the full one divided by this.</source>
        <translation>初始学习率为完整学习率除以此数。</translation>
    </message>
    <message>
        <source>The first size of its shape counts the samples.</source>
        <translation>其形状的第一维是样本数。</translation>
    </message>
    <message>
        <source>The graph was changed since: train from the start, or take the weights alone</source>
        <translation>图已更改：请从头训练，或仅使用权重</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall: high only if both are.</source>
        <translation>精确率与召回率的调和平均：两者都高时才高。</translation>
    </message>
    <message>
        <source>The input {0} has a wire already.</source>
        <translation>输入 {0} 已有连线。</translation>
    </message>
    <message>
        <source>The last batch of an epoch has {0} of {1} samples. Turn on drop_last, or take another batch.</source>
        <translation>每轮最后一个批次有 {0} / {1} 个样本。请打开 drop_last，或换一个批大小。</translation>
    </message>
    <message>
        <source>The last rate is the first one divided by this.</source>
        <translation>最终学习率为初始学习率除以此数。</translation>
    </message>
    <message>
        <source>The learning rate times a factor for some epochs, then unchanged; factor 1 never changes it.</source>
        <translation>在若干轮内将学习率乘以一个系数，之后不变；系数 1 表示从不改变。</translation>
    </message>
    <message>
        <source>The logarithm of softmax, for use with NLL loss.</source>
        <translation>softmax 的对数，与 NLL 损失配合使用。</translation>
    </message>
    <message>
        <source>The mean of absolute differences; far-off samples count less than with squares.</source>
        <translation>绝对差的均值；偏离很大的样本影响小于平方差。</translation>
    </message>
    <message>
        <source>The mean of each map: one number for each channel.</source>
        <translation>每个特征图的均值：每个通道一个数。</translation>
    </message>
    <message>
        <source>The mean of squared differences: the usual loss for predicting numbers.</source>
        <translation>平方差的均值：预测数值的常用损失。</translation>
    </message>
    <message>
        <source>The mean of squared differences; far-off predictions weigh most.</source>
        <translation>平方差的均值；偏离大的预测影响最大。</translation>
    </message>
    <message>
        <source>The name “{0}” is taken.</source>
        <translation>名称“{0}”已被占用。</translation>
    </message>
    <message>
        <source>The name “{0}” means something else in Python.</source>
        <translation>名称“{0}”在 Python 中另有含义。</translation>
    </message>
    <message>
        <source>The network has no output, so there is nothing to export.</source>
        <translation>网络没有输出，因此没有可导出的内容。</translation>
    </message>
    <message>
        <source>The new shape of a sample, without the batch; -1 once: whatever is left.</source>
        <translation>样本的新形状，不含批次；可用一次 -1 表示剩余部分。</translation>
    </message>
    <message>
        <source>The old one stays in {0}.</source>
        <translation>旧的保留在 {0} 中。</translation>
    </message>
    <message>
        <source>The picture cannot be written here.</source>
        <translation>无法将图片写到此处。</translation>
    </message>
    <message>
        <source>The picture could not be written in full.</source>
        <translation>图片未能完整写入。</translation>
    </message>
    <message>
        <source>The positive class alone, the mean over classes (macro), or all samples together (micro); automatic takes the positive class of two, else macro.</source>
        <translation>仅正类、各类别均值（宏平均）或全部样本合计（微平均）；自动：两类时取正类，否则取宏平均。</translation>
    </message>
    <message>
        <source>The rate never falls below it.</source>
        <translation>学习率不会低于此值。</translation>
    </message>
    <message>
        <source>The root of the mean squared difference, in the target&apos;s unit.</source>
        <translation>均方差的平方根，以目标的单位计。</translation>
    </message>
    <message>
        <source>The run has ended, or its engine is gone.</source>
        <translation>运行已结束，或其引擎已不在。</translation>
    </message>
    <message>
        <source>The run&apos;s checkpoints can still be opened one by one.</source>
        <translation>该运行的检查点仍可逐个打开。</translation>
    </message>
    <message>
        <source>The same seed gives the same run.</source>
        <translation>相同的种子得到相同的运行。</translation>
    </message>
    <message>
        <source>The setting {0} {1}</source>
        <translation>设置 {0} {1}</translation>
    </message>
    <message>
        <source>The shape of one sample: columns of a table, or channels, height, width.</source>
        <translation>一个样本的形状：表格的列数，或通道、高度、宽度。</translation>
    </message>
    <message>
        <source>The share of samples whose predicted class is the true one.</source>
        <translation>预测类别正确的样本比例。</translation>
    </message>
    <message>
        <source>The share of the target&apos;s spread that is explained: 1 is perfect, 0 no better than the mean.</source>
        <translation>被解释的目标离散程度：1 为完美，0 则不优于均值。</translation>
    </message>
    <message>
        <source>The wires form a circle.</source>
        <translation>连线形成了环。</translation>
    </message>
    <message>
        <source>There are {0}.</source>
        <translation>有 {0}。</translation>
    </message>
    <message>
        <source>There is no data yet: add a data source.</source>
        <translation>还没有数据：请添加数据源。</translation>
    </message>
    <message>
        <source>There is no graph {0}.</source>
        <translation>没有图 {0}。</translation>
    </message>
    <message>
        <source>There is no loss yet: it measures how wrong the answers are.</source>
        <translation>还没有损失：它衡量回答的错误程度。</translation>
    </message>
    <message>
        <source>There is no node {0}.</source>
        <translation>没有节点 {0}。</translation>
    </message>
    <message>
        <source>There is no optimizer yet: it changes the weights so that the loss falls.</source>
        <translation>还没有优化器：它调整权重使损失下降。</translation>
    </message>
    <message>
        <source>There is no output yet: it names what the model predicts.</source>
        <translation>还没有输出：它指明模型预测什么。</translation>
    </message>
    <message>
        <source>There is no setting “{0}”.</source>
        <translation>没有设置“{0}”。</translation>
    </message>
    <message>
        <source>There is no such input; remove its wire.</source>
        <translation>没有这个输入；请删除其连线。</translation>
    </message>
    <message>
        <source>There is no such port.</source>
        <translation>没有这个端口。</translation>
    </message>
    <message>
        <source>There is no such wire.</source>
        <translation>没有这条连线。</translation>
    </message>
    <message>
        <source>There is no value at {0}.</source>
        <translation>{0} 处没有值。</translation>
    </message>
    <message>
        <source>There is nothing to draw yet.</source>
        <translation>还没有可绘制的内容。</translation>
    </message>
    <message>
        <source>There is nothing to tell apart: take another column, or data of other classes.</source>
        <translation>没有可区分的内容：请换一列，或使用含其他类别的数据。</translation>
    </message>
    <message>
        <source>There is nothing to tell apart: take data of other classes too.</source>
        <translation>没有可区分的内容：请同时使用其他类别的数据。</translation>
    </message>
    <message>
        <source>These ports cannot be joined.</source>
        <translation>这两个端口不能相连。</translation>
    </message>
    <message>
        <source>This checkpoint belongs to another network.</source>
        <translation>此检查点属于另一个网络。</translation>
    </message>
    <message>
        <source>This node has no Python spelling.</source>
        <translation>此节点没有 Python 写法。</translation>
    </message>
    <message>
        <source>This node was written by a newer version (revision {0}; known up to {1}).</source>
        <translation>此节点由较新版本写成（修订 {0}；已知至 {1}）。</translation>
    </message>
    <message>
        <source>This program does not know the node kind “{0}”; it is kept as it is.</source>
        <translation>本程序不认识节点类型“{0}”；它将原样保留。</translation>
    </message>
    <message>
        <source>This wire would close a circle.</source>
        <translation>这条连线会形成环。</translation>
    </message>
    <message>
        <source>Too many nodes: {0}; at most {1} are read.</source>
        <translation>节点过多：{0}；最多读取 {1} 个。</translation>
    </message>
    <message>
        <source>Toy sets</source>
        <translation>玩具数据集</translation>
    </message>
    <message>
        <source>Train it first: lepton resume {0}</source>
        <translation>请先训练：lepton resume {0}</translation>
    </message>
    <message>
        <source>Train on the CPU: --device cpu</source>
        <translation>请在 CPU 上训练：--device cpu</translation>
    </message>
    <message>
        <source>Turns each class number into a row of zeros with a one at its place.</source>
        <translation>将每个类别编号变为一行零，并在对应位置置一。</translation>
    </message>
    <message>
        <source>Turns scores into shares between 0 and 1 that sum to 1.</source>
        <translation>将得分变为 0 到 1 之间、和为 1 的占比。</translation>
    </message>
    <message>
        <source>Two nodes are called “{0}”.</source>
        <translation>有两个节点都叫“{0}”。</translation>
    </message>
    <message>
        <source>Two nodes have the id {0}.</source>
        <translation>有两个节点的编号都是 {0}。</translation>
    </message>
    <message>
        <source>Two nodes in the clipboard have the number {0}.</source>
        <translation>剪贴板中有两个节点的编号都是 {0}。</translation>
    </message>
    <message>
        <source>Two wires end in {0} of node {1}.</source>
        <translation>有两条连线终止于节点 {1} 的 {0}。</translation>
    </message>
    <message>
        <source>Unmute {0} nodes</source>
        <translation>启用 {0} 个节点</translation>
    </message>
    <message>
        <source>Unsqueeze</source>
        <translation>增加维度</translation>
    </message>
    <message>
        <source>Update the program.</source>
        <translation>请更新程序。</translation>
    </message>
    <message>
        <source>Wait for it, or stop it first.</source>
        <translation>请等待它，或先停止它。</translation>
    </message>
    <message>
        <source>Wait for it, or take another folder.</source>
        <translation>请等待它，或换一个文件夹。</translation>
    </message>
    <message>
        <source>Weakens what a gradient adds to the momentum.</source>
        <translation>减弱梯度对动量的贡献。</translation>
    </message>
    <message>
        <source>Weighs each number by the share of a normal distribution below it: a smooth ReLU.</source>
        <translation>按正态分布在其下方的比例对每个数加权：平滑的 ReLU。</translation>
    </message>
    <message>
        <source>What a sample is made of: decimals, bytes from 0 to 255, or class numbers.</source>
        <translation>样本的内容：小数、0 到 255 的字节，或类别编号。</translation>
    </message>
    <message>
        <source>What decides which checkpoint is the best one.</source>
        <translation>决定哪个检查点最佳的依据。</translation>
    </message>
    <message>
        <source>What every number is divided by; 255 for pixels.</source>
        <translation>每个数除以的值；像素用 255。</translation>
    </message>
    <message>
        <source>What the rate is multiplied by at each fall.</source>
        <translation>每次下降时学习率所乘的系数。</translation>
    </message>
    <message>
        <source>What the rate is multiplied by at first.</source>
        <translation>起初学习率所乘的系数。</translation>
    </message>
    <message>
        <source>What the rate is multiplied by.</source>
        <translation>学习率所乘的系数。</translation>
    </message>
    <message>
        <source>What to do where a cell is empty. The mean is that of the training part.</source>
        <translation>单元格为空时的处理。均值取自训练部分。</translation>
    </message>
    <message>
        <source>What was there before is kept.</source>
        <translation>原有内容保留不变。</translation>
    </message>
    <message>
        <source>Where the curve becomes a straight line.</source>
        <translation>曲线变为直线之处。</translation>
    </message>
    <message>
        <source>Where the new dimension goes; 1 is right after the batch, -1 last.</source>
        <translation>新维度的位置；1 紧接批次之后，-1 为最后。</translation>
    </message>
    <message>
        <source>Whether a lower number (a loss) or a higher one (accuracy) is better.</source>
        <translation>数值越低越好（损失）还是越高越好（准确率）。</translation>
    </message>
    <message>
        <source>Whether one number a sample says yes above 0.5 (probability) or above 0 (logit); automatic sees it from the layer before.</source>
        <translation>每样本一个数时，大于 0.5（概率）还是大于 0（logit）表示“是”；自动根据前一层判断。</translation>
    </message>
    <message>
        <source>Windows to learn, one map each.</source>
        <translation>可学习的窗口数，每个产生一个特征图。</translation>
    </message>
    <message>
        <source>Windows to learn, one output channel each.</source>
        <translation>可学习的窗口数，每个产生一个输出通道。</translation>
    </message>
    <message>
        <source>Windows to learn, one output volume each.</source>
        <translation>可学习的窗口数，每个产生一个输出特征体。</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Wire a loss to it</source>
        <translation>将损失连到它</translation>
    </message>
    <message>
        <source>Wire an Output node to what the model predicts.</source>
        <translation>请将 Output 节点连到模型的预测。</translation>
    </message>
    <message>
        <source>Wire its features to the first layer.</source>
        <translation>请将其特征连到第一层。</translation>
    </message>
    <message>
        <source>Wire the node to data</source>
        <translation>将节点连到数据</translation>
    </message>
    <message>
        <source>Wire {0} to {1}</source>
        <translation>连接 {0} 与 {1}</translation>
    </message>
    <message>
        <source>Write it as conv1.filters=64.</source>
        <translation>请写成 conv1.filters=64。</translation>
    </message>
    <message>
        <source>Zeros added around the image.</source>
        <translation>在图像四周补的零。</translation>
    </message>
    <message>
        <source>Zeros added around the volume.</source>
        <translation>在体数据四周补的零。</translation>
    </message>
    <message>
        <source>Zeros added around; at most half the kernel.</source>
        <translation>四周补的零；至多为卷积核的一半。</translation>
    </message>
    <message>
        <source>Zeros added at both ends.</source>
        <translation>在两端补的零。</translation>
    </message>
    <message>
        <source>a batch takes {0} samples, the training part has {1}.</source>
        <translation>一个批次需要 {0} 个样本，训练部分有 {1} 个。</translation>
    </message>
    <message>
        <source>a newer version of the program wrote this checkpoint (format {0}, known is {1}).</source>
        <translation>此检查点由较新版本的程序写成（格式 {0}，已知 {1}）。</translation>
    </message>
    <message>
        <source>a single column is</source>
        <translation>单列表示</translation>
    </message>
    <message>
        <source>a socket&apos;s path may have {0} bytes, this one has {1}.</source>
        <translation>套接字路径最多 {0} 字节，此路径有 {1} 字节。</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>alpha</translation>
    </message>
    <message>
        <source>an unknown fault in LibTorch</source>
        <translation>LibTorch 中的未知故障</translation>
    </message>
    <message>
        <source>another process trains in this run&apos;s folder.</source>
        <translation>另一个进程正在此运行的文件夹中训练。</translation>
    </message>
    <message>
        <source>approximate</source>
        <translation>近似</translation>
    </message>
    <message>
        <source>arms</source>
        <translation>旋臂</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>auto: bytes with height and width are pictures.</source>
        <translation>auto：具有高度和宽度的字节为图片。</translation>
    </message>
    <message>
        <source>auto: class for whole numbers, one a sample; else numbers.</source>
        <translation>auto：每样本一个整数时为类别；否则为数值。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均方式</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>best by</source>
        <translation>最佳依据</translation>
    </message>
    <message>
        <source>beta</source>
        <translation>beta</translation>
    </message>
    <message>
        <source>beta1</source>
        <translation>beta1</translation>
    </message>
    <message>
        <source>beta2</source>
        <translation>beta2</translation>
    </message>
    <message>
        <source>better is</source>
        <translation>更好的是</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>cannot be moved back: {0}</source>
        <translation>无法移回：{0}</translation>
    </message>
    <message>
        <source>cannot be moved to the trash: {0}</source>
        <translation>无法移到回收站：{0}</translation>
    </message>
    <message>
        <source>cannot be opened as a zip archive of {0} bytes: {1}.</source>
        <translation>无法作为 {0} 字节的 zip 压缩包打开：{1}。</translation>
    </message>
    <message>
        <source>cannot be opened as a zip archive: {0}.</source>
        <translation>无法作为 zip 压缩包打开：{0}。</translation>
    </message>
    <message>
        <source>cannot be opened: too many files are open.</source>
        <translation>无法打开：打开的文件过多。</translation>
    </message>
    <message>
        <source>cannot be read as a table: {0}.</source>
        <translation>无法作为表格读取：{0}。</translation>
    </message>
    <message>
        <source>cannot be read as {0}: {1}.</source>
        <translation>无法作为 {0} 读取：{1}。</translation>
    </message>
    <message>
        <source>cannot be read: {0}.</source>
        <translation>无法读取：{0}。</translation>
    </message>
    <message>
        <source>cannot be written, because its folder is missing.</source>
        <translation>无法写入，因为其文件夹不存在。</translation>
    </message>
    <message>
        <source>cannot be written: {0}.</source>
        <translation>无法写入：{0}。</translation>
    </message>
    <message>
        <source>cannot {0}: {1}.</source>
        <translation>无法{0}：{1}。</translation>
    </message>
    <message>
        <source>ceil mode</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>channels first</source>
        <translation>通道在前</translation>
    </message>
    <message>
        <source>channels last</source>
        <translation>通道在后</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>class weights</source>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>class: a number of a class, for Cross entropy. probability: 0 or 1 in a column, for BCE.</source>
        <translation>class：类别编号，用于交叉熵。probability：一列 0 或 1，用于 BCE。</translation>
    </message>
    <message>
        <source>class: number of a class, for Cross entropy. number: for MSE and the like. probability: 0 or 1 in a column, for BCE. auto: class for texts and few whole numbers, else number.</source>
        <translation>class：类别编号，用于交叉熵。number：用于 MSE 等。probability：一列 0 或 1，用于 BCE。auto：文本和少量整数为类别，否则为数值。</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>clouds</source>
        <translation>点云</translation>
    </message>
    <message>
        <source>column &apos;{0}&apos; has the same value in all rows.</source>
        <translation>列“{0}”所有行的值相同。</translation>
    </message>
    <message>
        <source>column &apos;{0}&apos; holds no numbers and is left out.</source>
        <translation>列“{0}”不含数值，已略去。</translation>
    </message>
    <message>
        <source>column &apos;{0}&apos; only counts the rows and is left out.</source>
        <translation>列“{0}”只是行号，已略去。</translation>
    </message>
    <message>
        <source>compares yes and no; the target has {0} classes</source>
        <translation>比较是与否；目标有 {0} 个类别</translation>
    </message>
    <message>
        <source>compares {0} classes; the prediction has {1}</source>
        <translation>比较 {0} 个类别；预测有 {1} 个</translation>
    </message>
    <message>
        <source>contains &apos;{0}&apos;, which is no array.</source>
        <translation>包含“{0}”，它不是数组。</translation>
    </message>
    <message>
        <source>cooldown</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>count padding</source>
        <translation>计入填充</translation>
    </message>
    <message>
        <source>dampening</source>
        <translation>阻尼</translation>
    </message>
    <message>
        <source>decimals</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>delta</source>
        <translation>delta</translation>
    </message>
    <message>
        <source>describes tensor &apos;{0}&apos; without dtype, shape and two data_offsets.</source>
        <translation>对张量“{0}”的描述缺少 dtype、shape 和两个 data_offsets。</translation>
    </message>
    <message>
        <source>deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>dilation</source>
        <translation>空洞率</translation>
    </message>
    <message>
        <source>dimension</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>dimensions</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>divisor</source>
        <translation>除数</translation>
    </message>
    <message>
        <source>does not begin as an IDX file does: expected 00 00 and a type from 08 to 0e, found {0}.</source>
        <translation>开头不像 IDX 文件：应为 00 00 和 08 至 0e 的类型，实际为 {0}。</translation>
    </message>
    <message>
        <source>does not begin as an NPY file does.</source>
        <translation>开头不像 NPY 文件。</translation>
    </message>
    <message>
        <source>does not fit into a zip archive of at most 4 GiB.</source>
        <translation>放不进最大 4 GiB 的 zip 压缩包。</translation>
    </message>
    <message>
        <source>does not fit: the disk is full. What was there before is kept.</source>
        <translation>放不下：磁盘已满。原有内容保留不变。</translation>
    </message>
    <message>
        <source>drop last</source>
        <translation>略去末批</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>end divisor</source>
        <translation>终止除数</translation>
    </message>
    <message>
        <source>ends after {0} bytes, in its head.</source>
        <translation>在 {0} 字节后中断于文件头。</translation>
    </message>
    <message>
        <source>ends after {0} bytes; a safetensors file begins with 8 bytes for the length of its header.</source>
        <translation>在 {0} 字节后结束；safetensors 文件以 8 字节的头长度开始。</translation>
    </message>
    <message>
        <source>ends after {0} bytes; expected the 4 bytes an IDX file begins with.</source>
        <translation>在 {0} 字节后结束；IDX 文件应以 4 字节开始。</translation>
    </message>
    <message>
        <source>ends after {0} bytes; its head needs {1}.</source>
        <translation>在 {0} 字节后结束；其文件头需要 {1} 字节。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>eps</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>features array</source>
        <translation>特征数组</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>fill with mean</source>
        <translation>用均值填充</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>滤波器数</translation>
    </message>
    <message>
        <source>finds no weights to train</source>
        <translation>找不到可训练的权重</translation>
    </message>
    <message>
        <source>gamma</source>
        <translation>gamma</translation>
    </message>
    <message>
        <source>gives tensor &apos;{0}&apos; {1} bytes; its shape needs {2}.</source>
        <translation>给张量“{0}”{1} 字节；其形状需要 {2} 字节。</translation>
    </message>
    <message>
        <source>goes on after its {0} bytes of elements.</source>
        <translation>在 {0} 字节的元素之后还有内容。</translation>
    </message>
    <message>
        <source>gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>growth</source>
        <translation>增长</translation>
    </message>
    <message>
        <source>has &apos;{0}&apos; encrypted.</source>
        <translation>其中“{0}”已加密。</translation>
    </message>
    <message>
        <source>has &apos;{0}&apos; in column &apos;{1}&apos;, row {2}; expected a number.</source>
        <translation>列“{1}”第 {2} 行为“{0}”；应为数字。</translation>
    </message>
    <message>
        <source>has &apos;{0}&apos; that cannot be unpacked: {1}.</source>
        <translation>其中“{0}”无法解压：{1}。</translation>
    </message>
    <message>
        <source>has &apos;{0}&apos; that ends after {1} of {2} bytes, or whose checksum is wrong.</source>
        <translation>其中“{0}”在 {1} / {2} 字节处结束，或校验和错误。</translation>
    </message>
    <message>
        <source>has &apos;{0}&apos; that is not {1}.</source>
        <translation>其中“{0}”不是 {1}。</translation>
    </message>
    <message>
        <source>has &apos;{0}&apos; whose checksum is wrong, or that is longer than it says.</source>
        <translation>其中“{0}”的校验和错误，或比声明的更长。</translation>
    </message>
    <message>
        <source>has NPY version {0}; 1, 2 and 3 are known.</source>
        <translation>为 NPY 第 {0} 版；已知 1、2、3 版。</translation>
    </message>
    <message>
        <source>has a dimension of 0</source>
        <translation>有大小为 0 的维度</translation>
    </message>
    <message>
        <source>has a head that cannot be read near &apos;{0}&apos;; expected &apos;descr&apos;, &apos;fortran_order&apos; and &apos;shape&apos;.</source>
        <translation>文件头在“{0}”附近无法读取；应有“descr”、“fortran_order”和“shape”。</translation>
    </message>
    <message>
        <source>has a header that is no JSON object.</source>
        <translation>文件头不是 JSON 对象。</translation>
    </message>
    <message>
        <source>has a header that nests deeper than a safetensors header does.</source>
        <translation>文件头的嵌套深于 safetensors 文件头。</translation>
    </message>
    <message>
        <source>has a label {0}; digits go from 0 to 9.</source>
        <translation>有标签 {0}；数字应为 0 到 9。</translation>
    </message>
    <message>
        <source>has a number above 9·10¹⁸ in element {0}.</source>
        <translation>第 {0} 个元素大于 9·10¹⁸。</translation>
    </message>
    <message>
        <source>has a shape of more elements than any file can hold.</source>
        <translation>形状的元素数超过任何文件的容量。</translation>
    </message>
    <message>
        <source>has a shape of tensor &apos;{0}&apos; with {1} in it; sizes are whole numbers.</source>
        <translation>张量“{0}”的形状中有 {1}；大小应为整数。</translation>
    </message>
    <message>
        <source>has an entry {0} without name or size.</source>
        <translation>条目 {0} 没有名称或大小。</translation>
    </message>
    <message>
        <source>has an infinite number in column &apos;{0}&apos;, row {1}.</source>
        <translation>列“{0}”第 {1} 行有无穷值。</translation>
    </message>
    <message>
        <source>has been changed since it was written: its checksum says {0}, its content gives {1}.</source>
        <translation>写入后被更改：校验和为 {0}，内容得出 {1}。</translation>
    </message>
    <message>
        <source>has column &apos;{0}&apos; as target and as feature: the answer would be among the questions.</source>
        <translation>列“{0}”既是目标又是特征：答案会混入问题中。</translation>
    </message>
    <message>
        <source>has column &apos;{0}&apos; of type {1}; expected numbers.</source>
        <translation>列“{0}”的类型为 {1}；应为数字。</translation>
    </message>
    <message>
        <source>has format {0}; this program knows format 1.</source>
        <translation>格式为 {0}；本程序只认识格式 1。</translation>
    </message>
    <message>
        <source>has label {0} in sample {1}; labels are whole numbers from 0 on.</source>
        <translation>样本 {1} 的标签为 {0}；标签应为从 0 起的整数。</translation>
    </message>
    <message>
        <source>has label {0} in sample {1}; there are {2} classes, counted from 0.</source>
        <translation>样本 {1} 的标签为 {0}；共有 {2} 个类别，从 0 起数。</translation>
    </message>
    <message>
        <source>has metadata &apos;{0}&apos; that is no text.</source>
        <translation>元数据“{0}”不是文本。</translation>
    </message>
    <message>
        <source>has metadata that are no JSON object.</source>
        <translation>元数据不是 JSON 对象。</translation>
    </message>
    <message>
        <source>has no array &apos;{0}&apos;.</source>
        <translation>没有数组“{0}”。</translation>
    </message>
    <message>
        <source>has no class &apos;{0}&apos;.</source>
        <translation>没有类别“{0}”。</translation>
    </message>
    <message>
        <source>has no column &apos;{0}&apos;.</source>
        <translation>没有列“{0}”。</translation>
    </message>
    <message>
        <source>has no column of numbers to learn from.</source>
        <translation>没有可用于学习的数值列。</translation>
    </message>
    <message>
        <source>has no free number for a new run.</source>
        <translation>没有可用于新运行的编号。</translation>
    </message>
    <message>
        <source>has no loss to minimise</source>
        <translation>没有可最小化的损失</translation>
    </message>
    <message>
        <source>has no rows: {0} columns, {1} rows.</source>
        <translation>没有行：{0} 列，{1} 行。</translation>
    </message>
    <message>
        <source>has no value in column &apos;{0}&apos;, row {1}.</source>
        <translation>列“{0}”第 {1} 行没有值。</translation>
    </message>
    <message>
        <source>has one class only in column &apos;{0}&apos;: &apos;{1}&apos;.</source>
        <translation>列“{0}”只有一个类别：“{1}”。</translation>
    </message>
    <message>
        <source>has one class only: all labels are {0}.</source>
        <translation>只有一个类别：所有标签都是 {0}。</translation>
    </message>
    <message>
        <source>has pictures of another size than {0}.</source>
        <translation>图片大小与 {0} 不同。</translation>
    </message>
    <message>
        <source>has sizes whose product is larger than any file.</source>
        <translation>各维大小之积大于任何文件。</translation>
    </message>
    <message>
        <source>has tensor &apos;{0}&apos; at byte {1} of the data, but the one before ends at {2}.</source>
        <translation>张量“{0}”位于数据第 {1} 字节，但前一个结束于 {2}。</translation>
    </message>
    <message>
        <source>has tensor &apos;{0}&apos; of type {1}, which is not supported; F32, F64, I64, I32, U8 and BOOL are.</source>
        <translation>张量“{0}”的类型为 {1}，不受支持；支持 F32、F64、I64、I32、U8 和 BOOL。</translation>
    </message>
    <message>
        <source>has {0} answers; {1} has {2} samples.</source>
        <translation>有 {0} 个答案；{1} 有 {2} 个样本。</translation>
    </message>
    <message>
        <source>has {0} as a size in its shape.</source>
        <translation>形状中有大小 {0}。</translation>
    </message>
    <message>
        <source>has {0} bytes of data; its tensors fill {1}.</source>
        <translation>有 {0} 字节数据；其张量占 {1} 字节。</translation>
    </message>
    <message>
        <source>has {0} bytes; a zip archive has 22 at least.</source>
        <translation>有 {0} 字节；zip 压缩包至少有 22 字节。</translation>
    </message>
    <message>
        <source>has {0} bytes; at most {1} are read.</source>
        <translation>有 {0} 字节；最多读取 {1} 字节。</translation>
    </message>
    <message>
        <source>has {0} classes in column &apos;{1}&apos;; yes or no needs two.</source>
        <translation>列“{1}”有 {0} 个类别；是或否需要两个。</translation>
    </message>
    <message>
        <source>has {0} different values in column &apos;{1}&apos;: too many classes.</source>
        <translation>列“{1}”有 {0} 个不同的值：类别过多。</translation>
    </message>
    <message>
        <source>has {0} in column &apos;{1}&apos;, row {2}; a class is a text or a whole number.</source>
        <translation>列“{1}”第 {2} 行为 {0}；类别应为文本或整数。</translation>
    </message>
    <message>
        <source>has {0} in sample {1}; expected a finite number.</source>
        <translation>样本 {1} 中有 {0}；应为有限的数。</translation>
    </message>
    <message>
        <source>has {0} labels; {1} has {2} pictures.</source>
        <translation>有 {0} 个标签；{1} 有 {2} 张图片。</translation>
    </message>
    <message>
        <source>has {0} numbers for {1} classes</source>
        <translation>有 {0} 个数，对应 {1} 个类别</translation>
    </message>
    <message>
        <source>has {0} numbers for {1} columns or channels</source>
        <translation>有 {0} 个数，对应 {1} 个列或通道</translation>
    </message>
    <message>
        <source>has {0} rows and {1} columns: too many to hold in memory.</source>
        <translation>有 {0} 行 {1} 列：内存放不下。</translation>
    </message>
    <message>
        <source>has {0} sizes a sample; a picture has height and width, and perhaps channels.</source>
        <translation>每个样本有 {0} 维；图片有高度和宽度，可能还有通道。</translation>
    </message>
    <message>
        <source>has {0} target columns; classes stand in one.</source>
        <translation>有 {0} 个目标列；类别应在一列中。</translation>
    </message>
    <message>
        <source>holds Python objects, which are never loaded.</source>
        <translation>含有 Python 对象，它们从不被加载。</translation>
    </message>
    <message>
        <source>holds elements of type &apos;{0}&apos;; numbers and booleans can be read.</source>
        <translation>元素类型为“{0}”；只能读取数字和布尔值。</translation>
    </message>
    <message>
        <source>holds no arrays.</source>
        <translation>不含数组。</translation>
    </message>
    <message>
        <source>holds no labels: it should have one number a sample.</source>
        <translation>不含标签：每个样本应有一个数。</translation>
    </message>
    <message>
        <source>holds no samples.</source>
        <translation>不含样本。</translation>
    </message>
    <message>
        <source>holds structures, not plain numbers.</source>
        <translation>含有结构体而不是普通数字。</translation>
    </message>
    <message>
        <source>holds {0} frames of {1} channels; expected some, and at most {2} samples.</source>
        <translation>含 {0} 帧、{1} 个通道；应有内容，且至多 {2} 个采样。</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>ignore index</source>
        <translation>忽略编号</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>inside the model</source>
        <translation>在模型内</translation>
    </message>
    <message>
        <source>is a folder, not a file.</source>
        <translation>是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>is a link that leads back to itself.</source>
        <translation>是指回自身的链接。</translation>
    </message>
    <message>
        <source>is another run by now</source>
        <translation>现在已是另一个运行</translation>
    </message>
    <message>
        <source>is big-endian (&apos;{0}&apos;).</source>
        <translation>为大端序（“{0}”）。</translation>
    </message>
    <message>
        <source>is cut off: it should have {0} frames, {1} are there.</source>
        <translation>已截断：应有 {0} 帧，实际有 {1} 帧。</translation>
    </message>
    <message>
        <source>is cut off: its shape needs {0} bytes of elements, {1} are there.</source>
        <translation>已截断：其形状需要 {0} 字节的元素，实际有 {1} 字节。</translation>
    </message>
    <message>
        <source>is cut off: the packed data ends too early.</source>
        <translation>已截断：压缩数据过早结束。</translation>
    </message>
    <message>
        <source>is damaged: it cannot be unpacked ({0}).</source>
        <translation>已损坏：无法解压（{0}）。</translation>
    </message>
    <message>
        <source>is empty.</source>
        <translation>为空。</translation>
    </message>
    <message>
        <source>is in use: its training is still going on in another process.</source>
        <translation>正在使用：其训练仍在另一个进程中进行。</translation>
    </message>
    <message>
        <source>is missing, though it comes with the program.</source>
        <translation>不存在，尽管它应随程序提供。</translation>
    </message>
    <message>
        <source>is missing.</source>
        <translation>不存在。</translation>
    </message>
    <message>
        <source>is missing: it is not in {0}.</source>
        <translation>不存在：它不在 {0} 中。</translation>
    </message>
    <message>
        <source>is no JSON object, so it does not say how the run stands.</source>
        <translation>不是 JSON 对象，因此无法说明运行的状态。</translation>
    </message>
    <message>
        <source>is no JSON text; it has {0} bytes.</source>
        <translation>不是 JSON 文本；它有 {0} 字节。</translation>
    </message>
    <message>
        <source>is no name for a model&apos;s file.</source>
        <translation>不是合适的模型文件名。</translation>
    </message>
    <message>
        <source>is no plain file.</source>
        <translation>不是普通文件。</translation>
    </message>
    <message>
        <source>is no sound that can be read: {0}.</source>
        <translation>不是可读取的声音：{0}。</translation>
    </message>
    <message>
        <source>is not a Lepton document: it has no format number.</source>
        <translation>不是 Lepton 文档：没有格式编号。</translation>
    </message>
    <message>
        <source>is not a Lepton document: it has no graph.</source>
        <translation>不是 Lepton 文档：没有图。</translation>
    </message>
    <message>
        <source>is not a Lepton document: it is nested too deeply.</source>
        <translation>不是 Lepton 文档：嵌套过深。</translation>
    </message>
    <message>
        <source>is not a path: a part of it is a file, not a folder.</source>
        <translation>不是路径：其中一部分是文件而不是文件夹。</translation>
    </message>
    <message>
        <source>is not a path: it contains a zero byte.</source>
        <translation>不是路径：其中含有零字节。</translation>
    </message>
    <message>
        <source>is not a whole Lepton document: it breaks off or is damaged at byte {0} of {1}.</source>
        <translation>不是完整的 Lepton 文档：在第 {0} / {1} 字节处中断或损坏。</translation>
    </message>
    <message>
        <source>is not known from the data; state it</source>
        <translation>无法从数据得知；请指定</translation>
    </message>
    <message>
        <source>is not the MNIST file that comes with the program: it has another size.</source>
        <translation>不是随程序提供的 MNIST 文件：大小不同。</translation>
    </message>
    <message>
        <source>is not the name of a file.</source>
        <translation>不是文件名。</translation>
    </message>
    <message>
        <source>is on a read-only disk.</source>
        <translation>位于只读磁盘上。</translation>
    </message>
    <message>
        <source>is stored column by column (Fortran order).</source>
        <translation>按列存储（Fortran 顺序）。</translation>
    </message>
    <message>
        <source>is too large for a document: {0} bytes; at most {1} are read.</source>
        <translation>对文档来说过大：{0} 字节；最多读取 {1} 字节。</translation>
    </message>
    <message>
        <source>is too large for the memory: {0}.</source>
        <translation>内存放不下：{0}。</translation>
    </message>
    <message>
        <source>is too long a name.</source>
        <translation>名称过长。</translation>
    </message>
    <message>
        <source>is {0} × {1} pixels; at most {2} are read.</source>
        <translation>为 {0} × {1} 像素；最多读取 {2}。</translation>
    </message>
    <message>
        <source>is {0}, but the labels have {1}</source>
        <translation>为 {0}，但标签有 {1}</translation>
    </message>
    <message>
        <source>is {0}; a sample of {1} has only {2} dimensions</source>
        <translation>为 {0}；{1} 的样本只有 {2} 个维度</translation>
    </message>
    <message>
        <source>is {0}; the classes go from 0 to {1}</source>
        <translation>为 {0}；类别从 0 到 {1}</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>核大小</translation>
    </message>
    <message>
        <source>label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>leave out rows</source>
        <translation>略去行</translation>
    </message>
    <message>
        <source>leaves more than one dimension open</source>
        <translation>有多于一个维度未定</translation>
    </message>
    <message>
        <source>lies before the start</source>
        <translation>在起点之前</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>logit</translation>
    </message>
    <message>
        <source>looks at each row of {0} pixels alone, not at the whole picture</source>
        <translation>只看每行 {0} 个像素，而不是整幅图片</translation>
    </message>
    <message>
        <source>lowest rate</source>
        <translation>最低学习率</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏平均</translation>
    </message>
    <message>
        <source>makes {0} numbers, gets {1}</source>
        <translation>需 {0} 个数，得到 {1} 个</translation>
    </message>
    <message>
        <source>maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>max</source>
        <translation>越高</translation>
    </message>
    <message>
        <source>may be at most half the kernel, {0}</source>
        <translation>至多为核大小的一半，即 {0}</translation>
    </message>
    <message>
        <source>may not be read.</source>
        <translation>没有读取权限。</translation>
    </message>
    <message>
        <source>may not be written.</source>
        <translation>没有写入权限。</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>micro</source>
        <translation>微平均</translation>
    </message>
    <message>
        <source>min</source>
        <translation>越低</translation>
    </message>
    <message>
        <source>misses a value in every row.</source>
        <translation>每行都缺少值。</translation>
    </message>
    <message>
        <source>missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>must divide the {0} channels of the input</source>
        <translation>必须能整除输入的 {0} 个通道</translation>
    </message>
    <message>
        <source>must divide the {0} filters</source>
        <translation>必须能整除 {0} 个滤波器</translation>
    </message>
    <message>
        <source>must name each dimension of {0} once</source>
        <translation>必须恰好列出 {0} 的每个维度一次</translation>
    </message>
    <message>
        <source>names a dimension of {0} that is not 1</source>
        <translation>指定了 {0} 中大小不为 1 的维度</translation>
    </message>
    <message>
        <source>names a dimension that {0} does not have</source>
        <translation>指定了 {0} 没有的维度</translation>
    </message>
    <message>
        <source>names column &apos;{0}&apos; twice.</source>
        <translation>列“{0}”写了两次。</translation>
    </message>
    <message>
        <source>needs a momentum above 0 and no dampening</source>
        <translation>需要大于 0 的动量且无阻尼</translation>
    </message>
    <message>
        <source>needs more than one value a channel to train on, gets {0}</source>
        <translation>训练时每个通道需要多于一个值，得到 {0}</translation>
    </message>
    <message>
        <source>needs {0} bytes of memory; {1} are allowed.</source>
        <translation>需要 {0} 字节内存；允许 {1} 字节。</translation>
    </message>
    <message>
        <source>negative slope</source>
        <translation>负斜率</translation>
    </message>
    <message>
        <source>nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no answer within {0} s.</source>
        <translation>{0} 秒内没有回答。</translation>
    </message>
    <message>
        <source>no file is chosen.</source>
        <translation>尚未选择文件。</translation>
    </message>
    <message>
        <source>no optimizer trains this network</source>
        <translation>没有优化器训练此网络</translation>
    </message>
    <message>
        <source>no reader knows data of the kind {0}.</source>
        <translation>没有读取器认识 {0} 类型的数据。</translation>
    </message>
    <message>
        <source>nobody listens here: {0}.</source>
        <translation>此处无人应答：{0}。</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing says what the network predicts.</source>
        <translation>没有说明网络预测什么。</translation>
    </message>
    <message>
        <source>nothing takes the features of this data.</source>
        <translation>没有节点使用此数据的特征。</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>positive class</source>
        <translation>正类</translation>
    </message>
    <message>
        <source>positive weight</source>
        <translation>正类权重</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>puts tensor &apos;{0}&apos; at bytes {1}, but there are {2} bytes of data.</source>
        <translation>将张量“{0}”放在第 {1} 字节，但数据只有 {2} 字节。</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>reaches beyond the {0} places of the dimension</source>
        <translation>超出该维度的 {0} 个位置</translation>
    </message>
    <message>
        <source>reaches over {0} places, the padded input has {1}</source>
        <translation>跨越 {0} 个位置，填充后的输入只有 {1} 个</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>rising part</source>
        <translation>上升部分</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>says &apos;{0}&apos; has {1} bytes, but the whole archive has {2}.</source>
        <translation>称“{0}”有 {1} 字节，但整个压缩包只有 {2} 字节。</translation>
    </message>
    <message>
        <source>says it holds {0} bytes of elements; so much cannot be packed into {1} bytes.</source>
        <translation>称含有 {0} 字节的元素；{1} 字节装不下这么多。</translation>
    </message>
    <message>
        <source>says it holds {0} bytes of elements; {1} are there.</source>
        <translation>称含有 {0} 字节的元素；实际有 {1} 字节。</translation>
    </message>
    <message>
        <source>says its head has {0} bytes; {1} follow.</source>
        <translation>称文件头有 {0} 字节；其后有 {1} 字节。</translation>
    </message>
    <message>
        <source>says its header has {0} bytes, but {1} follow.</source>
        <translation>称文件头有 {0} 字节，但其后有 {1} 字节。</translation>
    </message>
    <message>
        <source>says the state is &apos;{0}&apos;, which no run has.</source>
        <translation>称状态为“{0}”，没有这种运行状态。</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>shown as</source>
        <translation>显示为</translation>
    </message>
    <message>
        <source>shuffle</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>softmax takes batch × classes, gets {0}</source>
        <translation>softmax 需要 批次 × 类别，得到 {0}</translation>
    </message>
    <message>
        <source>stands for data; nothing can be trained on it</source>
        <translation>仅代表数据；不能用它训练</translation>
    </message>
    <message>
        <source>start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>start at</source>
        <translation>起始比例</translation>
    </message>
    <message>
        <source>start divisor</source>
        <translation>起始除数</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>分层</translation>
    </message>
    <message>
        <source>stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>takes a batch of numbers</source>
        <translation>需要一批数值</translation>
    </message>
    <message>
        <source>takes a batch of samples, gets a number</source>
        <translation>需要一批样本，得到一个数</translation>
    </message>
    <message>
        <source>takes a matrix, gets {0}</source>
        <translation>需要矩阵，得到 {0}</translation>
    </message>
    <message>
        <source>takes batch × channels and more, gets {0}</source>
        <translation>需要 批次 × 通道 及更多维，得到 {0}</translation>
    </message>
    <message>
        <source>takes batch × channels and one or more sides, gets {0}</source>
        <translation>需要 批次 × 通道 及一个以上的边，得到 {0}</translation>
    </message>
    <message>
        <source>takes batch × classes, gets {0}</source>
        <translation>需要 批次 × 类别，得到 {0}</translation>
    </message>
    <message>
        <source>takes batch × columns or batch × channels and more, gets {0}</source>
        <translation>需要 批次 × 列 或 批次 × 通道 及更多维，得到 {0}</translation>
    </message>
    <message>
        <source>takes class numbers, gets numbers with decimals</source>
        <translation>需要类别编号，得到小数</translation>
    </message>
    <message>
        <source>takes features, gets a number</source>
        <translation>需要特征，得到一个数</translation>
    </message>
    <message>
        <source>takes log-probabilities; the prediction can be above zero</source>
        <translation>需要对数概率；预测可能大于零</translation>
    </message>
    <message>
        <source>takes numbers with decimals, gets {0}</source>
        <translation>需要小数，得到 {0}</translation>
    </message>
    <message>
        <source>takes probabilities from 0 to 1; the prediction goes from {0} to {1}</source>
        <translation>需要 0 到 1 的概率；预测范围为 {0} 到 {1}</translation>
    </message>
    <message>
        <source>takes raw scores; the prediction is already made of probabilities</source>
        <translation>需要原始得分；预测已由概率构成</translation>
    </message>
    <message>
        <source>takes three numbers: depth, height, width</source>
        <translation>需要三个数：深度、高度、宽度</translation>
    </message>
    <message>
        <source>takes whole numbers, gets numbers with decimals</source>
        <translation>需要整数，得到小数</translation>
    </message>
    <message>
        <source>takes {0} channels, gets {1}</source>
        <translation>需要 {0} 个通道，得到 {1} 个</translation>
    </message>
    <message>
        <source>takes {0} features, gets {1}</source>
        <translation>需要 {0} 个特征，得到 {1} 个</translation>
    </message>
    <message>
        <source>takes {0}, gets {1}</source>
        <translation>需要 {0}，得到 {1}</translation>
    </message>
    <message>
        <source>takes {0}; it is {1}</source>
        <translation>需要 {0}；实际为 {1}</translation>
    </message>
    <message>
        <source>takes …×{0}, gets {1}</source>
        <translation>需要 …×{0}，得到 {1}</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>target array</source>
        <translation>目标数组</translation>
    </message>
    <message>
        <source>target as</source>
        <translation>目标形式</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>test labels</source>
        <translation>测试标签</translation>
    </message>
    <message>
        <source>the GPU&apos;s memory is full</source>
        <translation>GPU 内存已满</translation>
    </message>
    <message>
        <source>the answer is no JSON.</source>
        <translation>回答不是 JSON。</translation>
    </message>
    <message>
        <source>the checkpoint has no “{0}”</source>
        <translation>检查点中没有“{0}”</translation>
    </message>
    <message>
        <source>the data of “{0}” should have {1} bytes, has {2}</source>
        <translation>“{0}”的数据应有 {1} 字节，实际有 {2} 字节</translation>
    </message>
    <message>
        <source>the dataset has no “{0}”</source>
        <translation>数据集没有“{0}”</translation>
    </message>
    <message>
        <source>the input holds something that is no number.</source>
        <translation>输入中含有非数字。</translation>
    </message>
    <message>
        <source>the input&apos;s bytes are not base64.</source>
        <translation>输入的字节不是 base64。</translation>
    </message>
    <message>
        <source>the inputs may differ only in the joined dimension: {0} and {1}</source>
        <translation>输入只能在拼接的维度上不同：{0} 和 {1}</translation>
    </message>
    <message>
        <source>the loss of step {0} is infinite or no number. The weights are those before it.</source>
        <translation>第 {0} 步的损失为无穷或非数字。权重为此步之前的。</translation>
    </message>
    <message>
        <source>the memory is full</source>
        <translation>内存已满</translation>
    </message>
    <message>
        <source>the model has no weight “{0}”</source>
        <translation>模型没有权重“{0}”</translation>
    </message>
    <message>
        <source>the model takes {0} numbers a sample ({1}), {2} came for {3} samples.</source>
        <translation>模型每个样本需要 {0} 个数（{1}），为 {3} 个样本收到了 {2} 个。</translation>
    </message>
    <message>
        <source>the model takes {0}, the input is {1}.</source>
        <translation>模型需要 {0}，输入为 {1}。</translation>
    </message>
    <message>
        <source>the network has no data.</source>
        <translation>网络没有数据。</translation>
    </message>
    <message>
        <source>the operator {0} takes {1} as “{2}”, gets {3}</source>
        <translation>算子 {0} 的“{2}”需要 {1}，得到 {3}</translation>
    </message>
    <message>
        <source>the prediction is {0}, so the target must have one dimension less; it is {1}</source>
        <translation>预测为 {0}，因此目标应少一个维度；实际为 {1}</translation>
    </message>
    <message>
        <source>the prediction is {0}, the target {1}: they must have one shape</source>
        <translation>预测为 {0}，目标为 {1}：两者形状必须相同</translation>
    </message>
    <message>
        <source>the run does not take commands any more.</source>
        <translation>该运行不再接受命令。</translation>
    </message>
    <message>
        <source>the run ended before it answered.</source>
        <translation>运行在回答之前就结束了。</translation>
    </message>
    <message>
        <source>the shapes {0} and {1} do not fit together</source>
        <translation>形状 {0} 和 {1} 不匹配</translation>
    </message>
    <message>
        <source>the shares of validation ({0}) and test ({1}) leave nothing to train on.</source>
        <translation>验证（{0}）和测试（{1}）的份额没有给训练留下数据。</translation>
    </message>
    <message>
        <source>the size of {0} is not known</source>
        <translation>{0} 的大小未知</translation>
    </message>
    <message>
        <source>the target must be class numbers, gets numbers with decimals</source>
        <translation>目标必须是类别编号，得到小数</translation>
    </message>
    <message>
        <source>the training part is empty.</source>
        <translation>训练部分为空。</translation>
    </message>
    <message>
        <source>the weights hold infinite numbers; the checkpoint before stays.</source>
        <translation>权重中有无穷值；保留之前的检查点。</translation>
    </message>
    <message>
        <source>the weights {0} are missing.</source>
        <translation>缺少权重 {0}。</translation>
    </message>
    <message>
        <source>there are {0} samples: too few for three parts.</source>
        <translation>只有 {0} 个样本：不足以分成三部分。</translation>
    </message>
    <message>
        <source>there is no loss to train on.</source>
        <translation>没有可用于训练的损失。</translation>
    </message>
    <message>
        <source>there is no node called {0}.</source>
        <translation>没有名为 {0} 的节点。</translation>
    </message>
    <message>
        <source>there is no optimizer to train with.</source>
        <translation>没有可用于训练的优化器。</translation>
    </message>
    <message>
        <source>there is no such field.</source>
        <translation>没有这个字段。</translation>
    </message>
    <message>
        <source>there is no such run or checkpoint.</source>
        <translation>没有这个运行或检查点。</translation>
    </message>
    <message>
        <source>there is nothing to train yet.</source>
        <translation>还没有可训练的内容。</translation>
    </message>
    <message>
        <source>this checkpoint belongs to a network with {0} optimizers, this one has {1}.</source>
        <translation>此检查点属于有 {0} 个优化器的网络，当前网络有 {1} 个。</translation>
    </message>
    <message>
        <source>this checkpoint does not say where the training stood.</source>
        <translation>此检查点没有说明训练进行到哪里。</translation>
    </message>
    <message>
        <source>this file holds tensors, but it is no checkpoint of a training.</source>
        <translation>此文件含有张量，但不是训练的检查点。</translation>
    </message>
    <message>
        <source>this folder already holds a training.</source>
        <translation>此文件夹中已有一个训练。</translation>
    </message>
    <message>
        <source>this run has no checkpoint yet.</source>
        <translation>此运行还没有检查点。</translation>
    </message>
    <message>
        <source>this run&apos;s folder cannot be made: {0}.</source>
        <translation>无法创建此运行的文件夹：{0}。</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>unpacks to more than {0} bytes (&apos;{1}&apos;).</source>
        <translation>解压后超过 {0} 字节（“{1}”）。</translation>
    </message>
    <message>
        <source>unpacks to more than {0} bytes.</source>
        <translation>解压后超过 {0} 字节。</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>was written by a newer Lepton Studio (format {0}; this one reads up to {1}).</source>
        <translation>由较新的 Lepton Studio 写成（格式 {0}；本程序最高读取 {1}）。</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>{0} and {1} cannot be multiplied</source>
        <translation>{0} 和 {1} 不能相乘</translation>
    </message>
    <message>
        <source>{0} classes are too many for a table</source>
        <translation>{0} 个类别对表格来说过多</translation>
    </message>
    <message>
        <source>{0} does not go into {1}, so that wire is gone.</source>
        <translation>{0} 不能连入 {1}，因此该连线已删除。</translation>
    </message>
    <message>
        <source>{0} does not go into {1}: they carry different things.</source>
        <translation>{0} 不能连入 {1}：它们传递的内容不同。</translation>
    </message>
    <message>
        <source>{0} has {1}.</source>
        <translation>{0} 有 {1}。</translation>
    </message>
    <message>
        <source>{0} of {1} numbers are infinite or no numbers: the first such node in step {2}. The weights are those before it.</source>
        <translation>{1} 个数中有 {0} 个为无穷或非数字：这是第 {2} 步中首个这样的节点。权重为此步之前的。</translation>
    </message>
    <message>
        <source>{0} of {1} numbers of its gradient ({2}) are infinite or no numbers: the first such node in step {3}. The weights are those before it.</source>
        <translation>其梯度（{2}）的 {1} 个数中有 {0} 个为无穷或非数字：这是第 {3} 步中首个这样的节点。权重为此步之前的。</translation>
    </message>
    <message>
        <source>{0} of {1} rows miss a value and are left out.</source>
        <translation>{1} 行中有 {0} 行缺少值，已略去。</translation>
    </message>
    <message>
        <source>{0} of {1} rows miss a value, which is filled with the mean of the training part.</source>
        <translation>{1} 行中有 {0} 行缺少值，已用训练部分的均值填充。</translation>
    </message>
    <message>
        <source>{0} takes {1}, gets {2}</source>
        <translation>{0} 需要 {1}，得到 {2}</translation>
    </message>
    <message>
        <source>“{0}” cannot be a name: letters, digits and _ only, not beginning with a digit.</source>
        <translation>“{0}”不能用作名称：只能用字母、数字和 _，且不能以数字开头。</translation>
    </message>
    <message>
        <source>“{0}” does not say what to set.</source>
        <translation>“{0}”没有说明要设置什么。</translation>
    </message>
    <message>
        <source>“{0}” is no device; expected cpu, cuda or cuda:1</source>
        <translation>“{0}”不是设备；应为 cpu、cuda 或 cuda:1</translation>
    </message>
    <message>
        <source>“{0}” is no number of a graph.</source>
        <translation>“{0}”不是图的编号。</translation>
    </message>
    <message>
        <source>“{0}” names no checkpoint.</source>
        <translation>“{0}”不是检查点。</translation>
    </message>
    <message>
        <source>“{0}” of the checkpoint has another size</source>
        <translation>检查点中的“{0}”大小不同</translation>
    </message>
    <message>
        <source>A ring around another. What parts them is a circle.</source>
        <translation>一个圆环套着另一个。分界线是圆。</translation>
    </message>
    <message>
        <source>Add one, such as MNIST or Table.</source>
        <translation>请添加一个，例如 MNIST 或 Table。</translation>
    </message>
    <message>
        <source>Arms that wind around each other. The hardest of the toy sets.</source>
        <translation>相互缠绕的旋臂。玩具数据集中最难的一个。</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Every line is one sample of numbers.</source>
        <translation>每行是一个数值样本。</translation>
    </message>
    <message>
        <source>Gaussians</source>
        <translation>高斯点云</translation>
    </message>
    <message>
        <source>Give it a share of the data in the data node.</source>
        <translation>请在数据节点中给它一份数据。</translation>
    </message>
    <message>
        <source>Give it numbers: a CSV or NPY file.</source>
        <translation>请给它数值：CSV 或 NPY 文件。</translation>
    </message>
    <message>
        <source>Heights of a wavy surface over the plane: a number to predict, not a class.</source>
        <translation>平面上波浪曲面的高度：预测的是数值而不是类别。</translation>
    </message>
    <message>
        <source>IDX files (*ubyte *.gz *.idx);;All files (*)</source>
        <translation>IDX 文件 (*ubyte *.gz *.idx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npy *.npz)</source>
        <translation>NumPy 数组 (*.npy *.npz)</translation>
    </message>
    <message>
        <source>Points in four squares; opposite squares are of one class. No straight line parts them.</source>
        <translation>四个方格中的点；对角方格属同一类。没有直线能将它们分开。</translation>
    </message>
    <message>
        <source>Round clouds of points around centres on a circle.</source>
        <translation>以圆上各点为中心的圆形点云。</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Take test, validation or train.</source>
        <translation>请取 test、validation 或 train。</translation>
    </message>
    <message>
        <source>The data of </source>
        <translation>数据来自 </translation>
    </message>
    <message>
        <source>The model takes the columns of its data.</source>
        <translation>模型需要其数据的各列。</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other.</source>
        <translation>两个相互嵌入的半圆。</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>lepton check {0} lists them.</source>
        <translation>lepton check {0} 会列出它们。</translation>
    </message>
    <message>
        <source>lepton list shows the data sources.</source>
        <translation>lepton list 会列出数据源。</translation>
    </message>
    <message>
        <source>lepton list shows them all.</source>
        <translation>lepton list 会全部列出。</translation>
    </message>
    <message>
        <source>no data source reads such a file.</source>
        <translation>没有数据源能读取这种文件。</translation>
    </message>
    <message>
        <source>the drawing has no data node.</source>
        <translation>图中没有数据节点。</translation>
    </message>
    <message>
        <source>the measuring was stopped.</source>
        <translation>测量已停止。</translation>
    </message>
    <message>
        <source>the model takes {0} numbers a sample ({1}), this has {2}.</source>
        <translation>模型每个样本需要 {0} 个数（{1}），此处有 {2} 个。</translation>
    </message>
    <message>
        <source>the model takes {0}, no pictures.</source>
        <translation>模型需要 {0}，而不是图片。</translation>
    </message>
    <message>
        <source>the question names neither run nor checkpoint.</source>
        <translation>问题没有指明运行或检查点。</translation>
    </message>
    <message>
        <source>the {0} part is empty.</source>
        <translation>{0} 部分为空。</translation>
    </message>
    <message>
        <source>there are no numbers in it.</source>
        <translation>其中没有数字。</translation>
    </message>
    <message>
        <source>there is no column “{0}”.</source>
        <translation>没有列“{0}”。</translation>
    </message>
    <message>
        <source>there is no fix {0}; there are {1}.</source>
        <translation>没有第 {0} 个修复；共有 {1} 个。</translation>
    </message>
    <message>
        <source>there is no node kind “{0}”.</source>
        <translation>没有节点类型“{0}”。</translation>
    </message>
    <message>
        <source>there is no question “{0}”.</source>
        <translation>没有问题“{0}”。</translation>
    </message>
    <message>
        <source>there is no such file and no data source of that name.</source>
        <translation>没有这个文件，也没有该名称的数据源。</translation>
    </message>
    <message>
        <source>this is no input we can read.</source>
        <translation>这不是可读取的输入。</translation>
    </message>
    <message>
        <source>“indexes” is a list of samples from 0 to {0}.</source>
        <translation>“indexes”是 0 到 {0} 的样本列表。</translation>
    </message>
    <message>
        <source>“{0}” is no number.</source>
        <translation>“{0}”不是数字。</translation>
    </message>
    <message>
        <source>“{0}” is no part of the data.</source>
        <translation>“{0}”不是数据的一部分。</translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation>请从 {0} 中选择一个。</translation>
    </message>
    <message>
        <source>ONNX pools only into sizes that divide the input&apos;s, so this network cannot be written as ONNX.</source>
        <translation>ONNX 只能池化到能整除输入大小的尺寸，因此无法将此网络写成 ONNX。</translation>
    </message>
    <message>
        <source>lepton list shows them.</source>
        <translation>lepton list 会列出它们。</translation>
    </message>
    <message>
        <source>there is no format “{0}”.</source>
        <translation>没有格式“{0}”。</translation>
    </message>
    <message>
        <source>this checkpoint is damaged: its checksum is missing.</source>
        <translation>此检查点已损坏：缺少校验和。</translation>
    </message>
    <message>
        <source>Give {0} features</source>
        <translation>输出 {0} 个特征</translation>
    </message>
    <message>
        <source>Show as {0}</source>
        <translation>显示为 {0}</translation>
    </message>
    <message>
        <source>Take a single column as {0}</source>
        <translation>把单列视为 {0}</translation>
    </message>
    <message>
        <source>Take {0} features</source>
        <translation>接收 {0} 个特征</translation>
    </message>
    <message>
        <source>Wire {0} of {1}</source>
        <translation>连接 {1} 的 {0}</translation>
    </message>
    <message>
        <source>Arrange {0} nodes</source>
        <translation>排列 {0} 个节点</translation>
    </message>
    <message>
        <source>Cut {0} wires</source>
        <translation>剪断 {0} 条连线</translation>
    </message>
    <message>
        <source>Did you mean lepton {0}?</source>
        <translation>是否想用 lepton {0}？</translation>
    </message>
    <message>
        <source>FILE is required.</source>
        <translation>缺少 FILE。</translation>
    </message>
    <message>
        <source>Give a picture (PNG, JPEG, BMP), a sound (WAV, FLAC, OGG), an NPY array, or lines of numbers.</source>
        <translation>请提供图片（PNG、JPEG、BMP）、声音（WAV、FLAC、OGG）、NPY 数组，或由数字组成的行。</translation>
    </message>
    <message>
        <source>Give a picture, a sound, an NPY array, or lines of numbers.</source>
        <translation>请提供图片、声音、NPY 数组，或由数字组成的行。</translation>
    </message>
    <message>
        <source>Give it what its data are.</source>
        <translation>请提供与训练数据同类的输入。</translation>
    </message>
    <message>
        <source>Mix it to {0} channels.</source>
        <translation>请混合为 {0} 个声道。</translation>
    </message>
    <message>
        <source>RUN is required.</source>
        <translation>缺少 RUN。</translation>
    </message>
    <message>
        <source>Samples are counted from 0.</source>
        <translation>样本从 0 开始计数。</translation>
    </message>
    <message>
        <source>See lepton eval --help.</source>
        <translation>请看 lepton eval --help。</translation>
    </message>
    <message>
        <source>See lepton show --help.</source>
        <translation>请看 lepton show --help。</translation>
    </message>
    <message>
        <source>See {0} --help.</source>
        <translation>请看 {0} --help。</translation>
    </message>
    <message>
        <source>Straighten {0} nodes</source>
        <translation>拉直 {0} 个节点</translation>
    </message>
    <message>
        <source>Swap {0} for {1}</source>
        <translation>将 {0} 换成 {1}</translation>
    </message>
    <message>
        <source>Swap {0} nodes for {1}</source>
        <translation>将 {0} 个节点换成 {1}</translation>
    </message>
    <message>
        <source>There are predict, sample, probe and hello.</source>
        <translation>可用的有 predict、sample、probe 和 hello。</translation>
    </message>
    <message>
        <source>Write [{&quot;node&quot;: &quot;conv1&quot;, &quot;port&quot;: &quot;maps&quot;}].</source>
        <translation>请写成 [{&quot;node&quot;: &quot;conv1&quot;, &quot;port&quot;: &quot;maps&quot;}]。</translation>
    </message>
    <message>
        <source>is a BMP of {0} bits a pixel with compression {1}; 1, 4, 8, 16, 24 and 32 bits without compression can be read.</source>
        <translation>是每像素 {0} 位、压缩方式为 {1} 的 BMP；可读取未压缩的 1、4、8、16、24 和 32 位。</translation>
    </message>
    <message>
        <source>is cut off: its pixels need {0} bytes, {1} are there.</source>
        <translation>文件不完整：像素需要 {0} 字节，只有 {1} 字节。</translation>
    </message>
    <message>
        <source>is no picture that can be read; PNG, JPEG and BMP can.</source>
        <translation>不是可读取的图片；可读取 PNG、JPEG 和 BMP。</translation>
    </message>
    <message>
        <source>is {0} × {1} pixels.</source>
        <translation>大小为 {0} × {1} 像素。</translation>
    </message>
    <message>
        <source>its head as BMP is cut off: it has {0} bytes.</source>
        <translation>BMP 文件头不完整：只有 {0} 字节。</translation>
    </message>
    <message>
        <source>its table of colours is cut off.</source>
        <translation>颜色表不完整。</translation>
    </message>
    <message>
        <source>lepton --help lists them.</source>
        <translation>lepton --help 会列出所有命令。</translation>
    </message>
    <message>
        <source>no node {0} gives a value.</source>
        <translation>没有节点 {0} 能给出数值。</translation>
    </message>
    <message>
        <source>takes a number from {0} to {1}, not “{2}”</source>
        <translation>需要 {0} 到 {1} 之间的数，而不是“{2}”</translation>
    </message>
    <message>
        <source>takes a whole number from {0} to {1}, not “{2}”</source>
        <translation>需要 {0} 到 {1} 之间的整数，而不是“{2}”</translation>
    </message>
    <message>
        <source>takes a whole number of at least {0}, not “{1}”</source>
        <translation>需要不小于 {0} 的整数，而不是“{1}”</translation>
    </message>
    <message>
        <source>the model takes {0} channels, this has {1}.</source>
        <translation>模型接受 {0} 个声道，此文件有 {1} 个。</translation>
    </message>
    <message>
        <source>the model takes {0}, no sound.</source>
        <translation>模型接受 {0}，不接受声音。</translation>
    </message>
    <message>
        <source>there is no command “{0}”.</source>
        <translation>没有名为“{0}”的命令。</translation>
    </message>
    <message>
        <source>there is no output “{0}”.</source>
        <translation>没有输出“{0}”。</translation>
    </message>
    <message>
        <source>there is no sample {0}; the data have {1}.</source>
        <translation>没有样本 {0}；数据共有 {1} 个样本。</translation>
    </message>
    <message>
        <source>“sample” is no whole number but {0}.</source>
        <translation>“sample”不是整数，而是 {0}。</translation>
    </message>
    <message>
        <source>“wires” is no list.</source>
        <translation>“wires”不是列表。</translation>
    </message>
    <message>
        <source>Add a dot</source>
        <translation>添加拐点</translation>
    </message>
    <message>
        <source>Add a frame</source>
        <translation>添加框</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加便签</translation>
    </message>
    <message>
        <source>Add {0} dots</source>
        <translation>添加 {0} 个拐点</translation>
    </message>
    <message>
        <source>Change a colour</source>
        <translation>更改颜色</translation>
    </message>
    <message>
        <source>Cut a dot</source>
        <translation>剪切拐点</translation>
    </message>
    <message>
        <source>Cut a frame</source>
        <translation>剪切框</translation>
    </message>
    <message>
        <source>Cut a note</source>
        <translation>剪切便签</translation>
    </message>
    <message>
        <source>Cut {0} things</source>
        <translation>剪切 {0} 项</translation>
    </message>
    <message>
        <source>Delete a dot</source>
        <translation>删除拐点</translation>
    </message>
    <message>
        <source>Delete a frame</source>
        <translation>删除框</translation>
    </message>
    <message>
        <source>Delete a note</source>
        <translation>删除便签</translation>
    </message>
    <message>
        <source>Delete {0} things</source>
        <translation>删除 {0} 项</translation>
    </message>
    <message>
        <source>Duplicate a dot</source>
        <translation>创建拐点的副本</translation>
    </message>
    <message>
        <source>Duplicate a frame</source>
        <translation>创建框的副本</translation>
    </message>
    <message>
        <source>Duplicate a note</source>
        <translation>创建便签的副本</translation>
    </message>
    <message>
        <source>Duplicate {0} things</source>
        <translation>创建 {0} 项的副本</translation>
    </message>
    <message>
        <source>Edit a frame</source>
        <translation>编辑框</translation>
    </message>
    <message>
        <source>Edit a note</source>
        <translation>编辑便签</translation>
    </message>
    <message>
        <source>Move a dot</source>
        <translation>移动拐点</translation>
    </message>
    <message>
        <source>Move a frame</source>
        <translation>移动框</translation>
    </message>
    <message>
        <source>Move a note</source>
        <translation>移动便签</translation>
    </message>
    <message>
        <source>Move {0} things</source>
        <translation>移动 {0} 项</translation>
    </message>
    <message>
        <source>Nudge a dot</source>
        <translation>微移拐点</translation>
    </message>
    <message>
        <source>Nudge a frame</source>
        <translation>微移框</translation>
    </message>
    <message>
        <source>Nudge a note</source>
        <translation>微移便签</translation>
    </message>
    <message>
        <source>Nudge {0}</source>
        <translation>微移 {0}</translation>
    </message>
    <message>
        <source>Nudge {0} things</source>
        <translation>微移 {0} 项</translation>
    </message>
    <message>
        <source>Paste {0} things</source>
        <translation>粘贴 {0} 项</translation>
    </message>
    <message>
        <source>Resize a frame</source>
        <translation>调整框的大小</translation>
    </message>
    <message>
        <source>Resize a note</source>
        <translation>调整便签的大小</translation>
    </message>
    <message>
        <source>A network of your own, drawn once and used as one node.</source>
        <translation>您自己的网络，只画一次，作为一个节点使用。</translation>
    </message>
    <message>
        <source>All repetitions use one set of weights; otherwise each learns its own.</source>
        <translation>所有重复使用同一组权重；否则各自学习自己的权重。</translation>
    </message>
    <message>
        <source>Duplicate {0} nodes with shared weights</source>
        <translation>复制 {0} 个节点并共享权重</translation>
    </message>
    <message>
        <source>Give as many scores as there are classes.</source>
        <translation>请让得分的数量与类别数一致。</translation>
    </message>
    <message>
        <source>Group all of them, or unlink them.</source>
        <translation>请将它们全部编组，或取消链接。</translation>
    </message>
    <message>
        <source>How many places are taken.</source>
        <translation>取多少个位置。</translation>
    </message>
    <message>
        <source>Insert Normalise.</source>
        <translation>请插入标准化。</translation>
    </message>
    <message>
        <source>Inside a subgraph: what arrives at the input of this name.</source>
        <translation>在子图内部：到达该名称输入端的内容。</translation>
    </message>
    <message>
        <source>Inside a subgraph: what leaves by the output of this name.</source>
        <translation>在子图内部：从该名称输出端离开的内容。</translation>
    </message>
    <message>
        <source>It uses the weights of {0}, but with other settings.</source>
        <translation>它使用 {0} 的权重，但设置不同。</translation>
    </message>
    <message>
        <source>Its repetitions share weights, but differ otherwise.</source>
        <translation>它的各次重复共享权重，但其他方面不同。</translation>
    </message>
    <message>
        <source>Let the loss take the scores before the sigmoid.</source>
        <translation>请让损失取 sigmoid 之前的得分。</translation>
    </message>
    <message>
        <source>Let the loss take the scores before the softmax.</source>
        <translation>请让损失取 softmax 之前的得分。</translation>
    </message>
    <message>
        <source>Make a subgraph</source>
        <translation>组成子图</translation>
    </message>
    <message>
        <source>Make what goes into it smaller, such as by pooling.</source>
        <translation>请减小其输入，例如用池化。</translation>
    </message>
    <message>
        <source>Node “{0}” shares the weights of node {1}, which is missing, of another kind, or has none of its own.</source>
        <translation>节点“{0}”共享节点 {1} 的权重，但后者缺失、种类不同或没有自己的权重。</translation>
    </message>
    <message>
        <source>Only a subgraph has a name.</source>
        <translation>只有子图才有名称。</translation>
    </message>
    <message>
        <source>Only an empty subgraph can be removed.</source>
        <translation>只能移除空的子图。</translation>
    </message>
    <message>
        <source>Other nodes use the weights of this node.</source>
        <translation>其他节点在使用该节点的权重。</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>请移除它。</translation>
    </message>
    <message>
        <source>Remove these {0} nodes</source>
        <translation>移除这 {0} 个节点</translation>
    </message>
    <message>
        <source>Remove what bounds the prediction.</source>
        <translation>请移除限制预测范围的节点。</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>Select it too.</source>
        <translation>请把它也选上。</translation>
    </message>
    <message>
        <source>Select nodes first.</source>
        <translation>请先选择节点。</translation>
    </message>
    <message>
        <source>Set batch to {0}</source>
        <translation>将批大小设为 {0}</translation>
    </message>
    <message>
        <source>Set repeat to 1 first.</source>
        <translation>请先把重复次数设为 1。</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>So many one after another: what one gives is what the next one takes.</source>
        <translation>依次连接这么多份：前一份的输出就是后一份的输入。</translation>
    </message>
    <message>
        <source>Subgraph</source>
        <translation>子图</translation>
    </message>
    <message>
        <source>Subgraph input</source>
        <translation>子图输入</translation>
    </message>
    <message>
        <source>Subgraph output</source>
        <translation>子图输出</translation>
    </message>
    <message>
        <source>Subgraphs lie more than {0} deep in one another.</source>
        <translation>子图嵌套超过 {0} 层。</translation>
    </message>
    <message>
        <source>Take a batch of {0} or more.</source>
        <translation>请使用 {0} 或更大的批大小。</translation>
    </message>
    <message>
        <source>Take a stride no larger than the kernel.</source>
        <translation>请使步长不大于卷积核。</translation>
    </message>
    <message>
        <source>Take the scores before {0}</source>
        <translation>取 {0} 之前的得分</translation>
    </message>
    <message>
        <source>Take the target as probability, or another loss.</source>
        <translation>请将目标作为概率读取，或改用其他损失。</translation>
    </message>
    <message>
        <source>Takes a part of one dimension, such as some of the columns.</source>
        <translation>取某一维的一部分，例如其中几列。</translation>
    </message>
    <message>
        <source>The dimension that is cut; 1 is right after the batch, -1 the last.</source>
        <translation>被切的维度；1 紧跟在批次之后，-1 为最后一维。</translation>
    </message>
    <message>
        <source>The first place that is taken, from 0.</source>
        <translation>所取的第一个位置，从 0 开始。</translation>
    </message>
    <message>
        <source>The weights of node {0} cannot be shared: it must be of the same kind and have its own.</source>
        <translation>无法共享节点 {0} 的权重：它必须种类相同并拥有自己的权重。</translation>
    </message>
    <message>
        <source>There is a graph {0} already.</source>
        <translation>图 {0} 已经存在。</translation>
    </message>
    <message>
        <source>There is nothing to group.</source>
        <translation>没有可以编组的内容。</translation>
    </message>
    <message>
        <source>This is no subgraph.</source>
        <translation>这不是子图。</translation>
    </message>
    <message>
        <source>This subgraph contains itself.</source>
        <translation>该子图包含它自身。</translation>
    </message>
    <message>
        <source>This subgraph is still used.</source>
        <translation>该子图仍在使用。</translation>
    </message>
    <message>
        <source>Turn the bias off</source>
        <translation>关闭偏置</translation>
    </message>
    <message>
        <source>Turn the bias off.</source>
        <translation>请关闭偏置。</translation>
    </message>
    <message>
        <source>Unlink it first.</source>
        <translation>请先取消链接。</translation>
    </message>
    <message>
        <source>Unpack a subgraph</source>
        <translation>展开子图</translation>
    </message>
    <message>
        <source>What the port is called outside; empty: as this node.</source>
        <translation>端口在外部的名称；留空则与该节点同名。</translation>
    </message>
    <message>
        <source>What the port of the subgraph carries.</source>
        <translation>子图端口承载的内容。</translation>
    </message>
    <message>
        <source>Wire it, or remove the node.</source>
        <translation>请为其连线，或移除该节点。</translation>
    </message>
    <message>
        <source>Wire its end, or remove the branch.</source>
        <translation>请连接其末端，或移除该分支。</translation>
    </message>
    <message>
        <source>Wire what comes of it to a loss, too.</source>
        <translation>请将其结果也连接到损失。</translation>
    </message>
    <message>
        <source>adds a bias that {0} takes away again: it subtracts the mean</source>
        <translation>加上的偏置会被 {0} 抵消：它会减去均值</translation>
    </message>
    <message>
        <source>begins a branch of {0} nodes that leads nowhere</source>
        <translation>是一个由 {0} 个节点组成、没有去向的分支的起点</translation>
    </message>
    <message>
        <source>belongs in the network itself, not in a subgraph</source>
        <translation>应放在网络本身，而不是子图中</translation>
    </message>
    <message>
        <source>called</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>cannot use the weights of {0}: it has {1} of them, this node {2}</source>
        <translation>无法使用 {0} 的权重：它有 {1} 个，该节点有 {2} 个</translation>
    </message>
    <message>
        <source>cannot use the weights of {0}: {1} is {2} there and {3} here</source>
        <translation>无法使用 {0} 的权重：{1} 在那里是 {2}，在这里是 {3}</translation>
    </message>
    <message>
        <source>carries</source>
        <translation>承载</translation>
    </message>
    <message>
        <source>compares with 0 and 1; the labels go from {0} to {1}</source>
        <translation>与 0 和 1 比较；标签范围为 {0} 到 {1}</translation>
    </message>
    <message>
        <source>compares with labels from {0} to {1}; the prediction only goes from {2} to {3}</source>
        <translation>与 {0} 到 {1} 的标签比较；预测只能取 {2} 到 {3}</translation>
    </message>
    <message>
        <source>gets class numbers from {0} to {1}; the prediction has classes 0 to {2}</source>
        <translation>得到的类别编号为 {0} 到 {1}；预测的类别为 0 到 {2}</translation>
    </message>
    <message>
        <source>gets numbers from {0} to {1} as {2} has them; layers learn best near 0 to 1</source>
        <translation>直接得到 {2} 中 {0} 到 {1} 的数值；数值在 0 到 1 附近时层学得最好</translation>
    </message>
    <message>
        <source>gets probabilities from {0}, but does a sigmoid itself: done twice, it learns slowly</source>
        <translation>从 {0} 得到概率，但自身已含 sigmoid：重复两次会使学习变慢</translation>
    </message>
    <message>
        <source>gets shares from {0}, but does a softmax itself: done twice, it learns slowly</source>
        <translation>从 {0} 得到占比，但自身已含 softmax：重复两次会使学习变慢</translation>
    </message>
    <message>
        <source>has weights that no loss depends on: they stay random</source>
        <translation>的权重不影响任何损失：它们将保持随机</translation>
    </message>
    <message>
        <source>holds {0} % of all {1} parameters</source>
        <translation>占全部 {1} 个参数的 {0} %</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>各输入</translation>
    </message>
    <message>
        <source>is a port of a subgraph and does nothing in the network itself</source>
        <translation>是子图的端口，在网络本身中不起作用</translation>
    </message>
    <message>
        <source>is a port of the subgraph around it and stays there</source>
        <translation>是外层子图的端口，须留在原处</translation>
    </message>
    <message>
        <source>is repeated</source>
        <translation>被重复使用</translation>
    </message>
    <message>
        <source>is the batch, which cannot be cut</source>
        <translation>是批次，不能切分</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>leads nowhere: nothing takes it</source>
        <translation>没有去向：没有节点使用它</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>lies between the selected nodes: as one node they would form a circle with it</source>
        <translation>位于所选节点之间：合为一个节点后会与它构成环</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>lr</source>
        <translation>lr</translation>
    </message>
    <message>
        <source>measures mean and deviation over the batch, which is a single sample</source>
        <translation>在批次上统计均值和标准差，而批次只有一个样本</translation>
    </message>
    <message>
        <source>moves a window of {0} by {1}: what lies between is never seen</source>
        <translation>将大小为 {0} 的窗口每次移动 {1}：其间的内容永远不会被看到</translation>
    </message>
    <message>
        <source>opens to more than {0} nodes or {1} subgraphs</source>
        <translation>展开后超过 {0} 个节点或 {1} 个子图</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>share weights</source>
        <translation>共享权重</translation>
    </message>
    <message>
        <source>shares its weights with nodes outside</source>
        <translation>与外部节点共享权重</translation>
    </message>
    <message>
        <source>shares its weights with other nodes</source>
        <translation>与其他节点共享权重</translation>
    </message>
    <message>
        <source>shares the weights of {0}, which repeats another number of times</source>
        <translation>与 {0} 共享权重，但两者的重复次数不同</translation>
    </message>
    <message>
        <source>tells one class from the others, but {0} judges each class alone</source>
        <translation>在各类别之间做区分，而 {0} 单独判断每个类别</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>体数据</translation>
    </message>
    <message>
        <source>{0} comes from {1} of {2}.</source>
        <translation>{0} 由 {1} 从 {2} 得到。</translation>
    </message>
    <message>
        <source>{0} is set here.</source>
        <translation>{0} 在此处设定。</translation>
    </message>
    <message>
        <source>{0} is the batch.</source>
        <translation>{0} 是批次。</translation>
    </message>
    <message>
        <source>{0} is what the data have ({1}).</source>
        <translation>{0} 来自数据（{1}）。</translation>
    </message>
    <message>
        <source>would be a subgraph in itself</source>
        <translation>会成为包含自身的子图</translation>
    </message>
    <message>
        <source>Open the document it was made from.</source>
        <translation>请打开生成它的文档。</translation>
    </message>
    <message>
        <source>The network inside this picture is damaged.</source>
        <translation>此图片中的网络已损坏。</translation>
    </message>
    <message>
        <source>the argument “{0}” of {1} is not known here</source>
        <translation>此处不认识 {1} 的参数“{0}”</translation>
    </message>
    <message>
        <source>the brackets of “nn.{0}” do not close</source>
        <translation>“nn.{0}”的括号没有闭合</translation>
    </message>
    <message>
        <source>the text lists more than {0} modules</source>
        <translation>文本列出了超过 {0} 个模块</translation>
    </message>
    <message>
        <source>{0} takes at most {1} arguments here</source>
        <translation>{0} 在此最多接受 {1} 个参数</translation>
    </message>
    <message>
        <source>“nn.{0}” is not known here</source>
        <translation>此处不认识“nn.{0}”</translation>
    </message>
    <message>
        <source>“{0}” in {1} is no number, text or tuple</source>
        <translation>{1} 中的“{0}”不是数字、文本或元组</translation>
    </message>
    <message>
        <source>There are train and validation; test is kept for the end.</source>
        <translation>可选 train 和 validation；test 留到最后使用。</translation>
    </message>
    <message>
        <source>there is no part {0} to look at.</source>
        <translation>没有可查看的部分 {0}。</translation>
    </message>
    <message>
        <source>there is no sample {0}; this part has {1}.</source>
        <translation>没有样本 {0}；这一部分共有 {1} 个。</translation>
    </message>
    <message>
        <source>Take the size from the wire</source>
        <translation>大小取自连线</translation>
    </message>
    <message>
        <source>Follow the data files</source>
        <translation>跟随数据文件</translation>
    </message>
    <message>
        <source>Set {0} of {1} to {2}</source>
        <translation>将 {1} 的 {0} 设为 {2}</translation>
    </message>
    <message>
        <source>It says how many bins a histogram has, 0 for no histograms.</source>
        <translation>它是直方图的区间数，0 表示不要直方图。</translation>
    </message>
    <message>
        <source>“weights” is no whole number but {0}.</source>
        <translation>“weights”不是整数，而是 {0}。</translation>
    </message>
    <message>
        <source>Move what comes before it or after it, too.</source>
        <translation>请把它前面或后面的节点也一起移动。</translation>
    </message>
    <message>
        <source>Move {0} into {1}</source>
        <translation>将 {0} 移入 {1}</translation>
    </message>
    <message>
        <source>Move {0} nodes into {1}</source>
        <translation>将 {0} 个节点移入 {1}</translation>
    </message>
    <message>
        <source>Move {0} nodes out of their subgraph</source>
        <translation>将 {0} 个节点移出子图</translation>
    </message>
    <message>
        <source>Move {0} out of its subgraph</source>
        <translation>将 {0} 移出子图</translation>
    </message>
    <message>
        <source>Nothing would stay in the subgraph.</source>
        <translation>子图中将不再剩下任何节点。</translation>
    </message>
    <message>
        <source>There is nothing to move.</source>
        <translation>没有可移动的节点。</translation>
    </message>
    <message>
        <source>These nodes are in no subgraph.</source>
        <translation>这些节点不在子图中。</translation>
    </message>
    <message>
        <source>Unpack it here: then it is a drawing of its own.</source>
        <translation>请在此处展开它：之后它就独立了。</translation>
    </message>
    <message>
        <source>Unpack it instead.</source>
        <translation>请改为展开该子图。</translation>
    </message>
    <message>
        <source>is used in other places, too</source>
        <translation>在其他地方也被使用</translation>
    </message>
    <message>
        <source>lies between nodes that stay: outside it would form a circle with them</source>
        <translation>位于留下的节点之间：移到外面会与它们形成环</translation>
    </message>
    <message>
        <source>Delete dots</source>
        <translation>删除拐点</translation>
    </message>
    <message>
        <source>Add the network of {0}</source>
        <translation>添加 {0} 的网络</translation>
    </message>
    <message>
        <source>Choose a folder with one folder of PNG, JPEG or BMP pictures for each class.</source>
        <translation>请选择一个文件夹，其中每个类别各有一个存放 PNG、JPEG 或 BMP 图片的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>Choose a network of layers that are in the palette.</source>
        <translation>请选择由节点库中已有的层组成的网络。</translation>
    </message>
    <message>
        <source>Choose a network that was exported as ONNX.</source>
        <translation>请选择导出为 ONNX 的网络。</translation>
    </message>
    <message>
        <source>Choose the folder that the pictures are in.</source>
        <translation>请选择图片所在的文件夹。</translation>
    </message>
    <message>
        <source>Export a smaller network.</source>
        <translation>请导出较小的网络。</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>Export or download it again.</source>
        <translation>请重新导出或重新下载。</translation>
    </message>
    <message>
        <source>Height and width that the pictures are scaled to. 0 × 0: as they are, which must be the same for all.</source>
        <translation>图片缩放到的高和宽。0 × 0：保持原样，此时所有图片的尺寸必须相同。</translation>
    </message>
    <message>
        <source>If the classes are folders inside it, choose it instead.</source>
        <translation>如果各类别是它里面的文件夹，请改为选择它。</translation>
    </message>
    <message>
        <source>Image folder</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Is it the right folder?</source>
        <translation>是这个文件夹吗？</translation>
    </message>
    <message>
        <source>None of its operators is known here: {0} …</source>
        <translation>其中的算子在这里都没有对应：{0} …</translation>
    </message>
    <message>
        <source>PNG, JPEG and BMP pictures in it: the folders are the classes. Folders train, test and validation, if there are such, are the parts.</source>
        <translation>其中的 PNG、JPEG 和 BMP 图片：各文件夹即各类别。如有 train、test 和 validation 文件夹，则它们是训练、测试和验证部分。</translation>
    </message>
    <message>
        <source>Pictures in a folder: one folder in it for each class, or such folders in train and test. Without them it has features only.</source>
        <translation>文件夹中的图片：每个类别各有一个文件夹，或在 train 和 test 中各有这样的文件夹。没有类别文件夹时只有特征。</translation>
    </message>
    <message>
        <source>Put folders of pictures, one for each class, into the folder train.</source>
        <translation>请把图片文件夹（每个类别一个）放入 train 文件夹。</translation>
    </message>
    <message>
        <source>Put them into the folder of their class.</source>
        <translation>请把它们放入所属类别的文件夹。</translation>
    </message>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>Set a smaller size.</source>
        <translation>请设置更小的尺寸。</translation>
    </message>
    <message>
        <source>Set height and width, or 0 × 0 to leave them as they are.</source>
        <translation>请同时设置高和宽，或设为 0 × 0 以保持原样。</translation>
    </message>
    <message>
        <source>Set the channels to RGB to keep the colours.</source>
        <translation>要保留颜色，请把通道设为 RGB。</translation>
    </message>
    <message>
        <source>Set the size that they are scaled to, such as 64 × 64.</source>
        <translation>请设置缩放后的尺寸，例如 64 × 64。</translation>
    </message>
    <message>
        <source>The ONNX file holds more than {0} names and sizes.</source>
        <translation>该 ONNX 文件中的名称和尺寸超过 {0} 个。</translation>
    </message>
    <message>
        <source>The ONNX file holds more than {0} operators.</source>
        <translation>该 ONNX 文件中的算子超过 {0} 个。</translation>
    </message>
    <message>
        <source>The ONNX file holds no network.</source>
        <translation>该 ONNX 文件中没有网络。</translation>
    </message>
    <message>
        <source>The ONNX file is damaged or ends too early.</source>
        <translation>该 ONNX 文件已损坏或不完整。</translation>
    </message>
    <message>
        <source>The data have no {0}: choose others, or remove the wire.</source>
        <translation>数据没有{0}：请换用其他数据，或删除这条连线。</translation>
    </message>
    <message>
        <source>The network in this file has no operators.</source>
        <translation>该文件中的网络没有算子。</translation>
    </message>
    <message>
        <source>The operators of the ONNX file run in a circle.</source>
        <translation>该 ONNX 文件的算子构成环路。</translation>
    </message>
    <message>
        <source>This is no ONNX file.</source>
        <translation>这不是 ONNX 文件。</translation>
    </message>
    <message>
        <source>Two operators of the ONNX file give the same value.</source>
        <translation>该 ONNX 文件中有两个算子给出同一个值。</translation>
    </message>
    <message>
        <source>auto: RGB if there are colours, else grey.</source>
        <translation>auto：有颜色则为 RGB，否则为灰度。</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>has no picture among the first {0} files that were looked at.</source>
        <translation>在查看过的前 {0} 个文件中没有图片。</translation>
    </message>
    <message>
        <source>has pictures for {0}, but none to train on.</source>
        <translation>有 {0} 的图片，但没有可用于训练的图片。</translation>
    </message>
    <message>
        <source>has {0} folders of classes; at most {1} are read.</source>
        <translation>有 {0} 个类别文件夹；最多读取 {1} 个。</translation>
    </message>
    <message>
        <source>holds more than {0} files: so many are not looked through.</source>
        <translation>包含超过 {0} 个文件：数量太多，不再逐一查看。</translation>
    </message>
    <message>
        <source>holds no pictures that can be read, but {0} other files, such as {1}.</source>
        <translation>没有可读取的图片，只有 {0} 个其他文件，例如 {1}。</translation>
    </message>
    <message>
        <source>holds no pictures.</source>
        <translation>没有图片。</translation>
    </message>
    <message>
        <source>is a file, not a folder.</source>
        <translation>是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>it counts from the end of a size that is not known</source>
        <translation>它从末尾计数，但该维度的大小未知</translation>
    </message>
    <message>
        <source>it cuts several dimensions, or leaves places out</source>
        <translation>它切分多个维度，或跳过部分位置</translation>
    </message>
    <message>
        <source>it divides by more than one number</source>
        <translation>它除以不止一个数</translation>
    </message>
    <message>
        <source>it has not one mean and one deviation for each</source>
        <translation>它没有为每一项各给出一个均值和一个标准差</translation>
    </message>
    <message>
        <source>it joins samples of the batch</source>
        <translation>它合并了批次中的样本</translation>
    </message>
    <message>
        <source>it moves the batch</source>
        <translation>它移动了批次维度</translation>
    </message>
    <message>
        <source>it multiplies by a constant that is no matrix</source>
        <translation>它所乘的常量不是矩阵</translation>
    </message>
    <message>
        <source>it takes several dimensions at once</source>
        <translation>它一次处理多个维度</translation>
    </message>
    <message>
        <source>it takes several dimensions together</source>
        <translation>它把多个维度合在一起处理</translation>
    </message>
    <message>
        <source>it takes the mean over other dimensions than the places</source>
        <translation>它不是在空间维度上求平均</translation>
    </message>
    <message>
        <source>it turns or scales what it adds</source>
        <translation>它对相加的内容做了转置或缩放</translation>
    </message>
    <message>
        <source>its factor is not one number</source>
        <translation>其系数不是单个数</translation>
    </message>
    <message>
        <source>its padding depends on a size that is not known</source>
        <translation>其填充取决于未知的大小</translation>
    </message>
    <message>
        <source>its padding is unequal on two sides, or none of zeros</source>
        <translation>其两侧填充不相等，或不是零填充</translation>
    </message>
    <message>
        <source>its pictures cannot be scaled to {0} × {1}.</source>
        <translation>其中的图片无法缩放到 {0} × {1}。</translation>
    </message>
    <message>
        <source>its pictures differ in size: {0} is {1} × {2}, {3} is {4} × {5} (height × width).</source>
        <translation>其中的图片尺寸不一：{0} 为 {1} × {2}，{3} 为 {4} × {5}（高 × 宽）。</translation>
    </message>
    <message>
        <source>its shape is worked out, or joins samples of the batch</source>
        <translation>其形状由计算得出，或合并了批次中的样本</translation>
    </message>
    <message>
        <source>its window leaves places out</source>
        <translation>其窗口跳过了部分位置</translation>
    </message>
    <message>
        <source>its {0} pictures of {1} × {2} need {3} MB of memory; at most {4} MB are taken.</source>
        <translation>其中 {0} 张 {1} × {2} 的图片需要 {3} MB 内存；最多使用 {4} MB。</translation>
    </message>
    <message>
        <source>no folder is chosen.</source>
        <translation>尚未选择文件夹。</translation>
    </message>
    <message>
        <source>no node does this</source>
        <translation>没有节点能做到</translation>
    </message>
    <message>
        <source>no node does this with a constant</source>
        <translation>没有节点能与常量一起做到</translation>
    </message>
    <message>
        <source>no node takes what it takes</source>
        <translation>没有节点接受这样的输入</translation>
    </message>
    <message>
        <source>the field {0} cannot be {1}</source>
        <translation>字段 {0} 不能为 {1}</translation>
    </message>
    <message>
        <source>the file leaves its shape open</source>
        <translation>文件没有给出它的确定形状</translation>
    </message>
    <message>
        <source>the folders {0} hold no pictures: they are no classes.</source>
        <translation>文件夹 {0} 中没有图片：它们不算类别。</translation>
    </message>
    <message>
        <source>the folders {0} stand beside those of the parts and are left out.</source>
        <translation>文件夹 {0} 与各部分的文件夹并列，已被忽略。</translation>
    </message>
    <message>
        <source>the sizes of its weights are not known</source>
        <translation>其权重的尺寸未知</translation>
    </message>
    <message>
        <source>the sizes of its window do not fit each other</source>
        <translation>其窗口的各项尺寸互不相符</translation>
    </message>
    <message>
        <source>train has no pictures of {0}, which cannot be learned then; the classes are those of all parts.</source>
        <translation>train 中没有 {0} 的图片，因此无法学习；类别取自所有部分。</translation>
    </message>
    <message>
        <source>{0} files are no PNG, JPEG or BMP and are left out, such as {1}.</source>
        <translation>{0} 个文件不是 PNG、JPEG 或 BMP，已被忽略，例如 {1}。</translation>
    </message>
    <message>
        <source>{0} folders lead back to themselves or lie more than {1} deep, and are left out, such as {2}.</source>
        <translation>{0} 个文件夹指回自身或深度超过 {1} 层，已被忽略，例如 {2}。</translation>
    </message>
    <message>
        <source>{0} has no pictures of {1}; the classes are those of all parts.</source>
        <translation>{0} 中没有 {1} 的图片；类别取自所有部分。</translation>
    </message>
    <message>
        <source>{0} is the only folder with pictures: with one class there is nothing to tell apart, so there is no target.</source>
        <translation>{0} 是唯一含有图片的文件夹：只有一个类别，无从区分，因此没有目标。</translation>
    </message>
    <message>
        <source>{0} pictures have colours, such as {1}; most are grey, and so all become.</source>
        <translation>{0} 张图片有颜色，例如 {1}；多数图片是灰度的，因此全部转为灰度。</translation>
    </message>
    <message>
        <source>{0} pictures lie beside the folders and are left out, such as {1}.</source>
        <translation>{0} 张图片位于类别文件夹之外，已被忽略，例如 {1}。</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Understand</source>
        <translation>理解</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>lepton</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>best checkpoint, %1</source>
        <translation>最佳检查点，%1</translation>
    </message>
    <message>
        <source>last checkpoint, %1</source>
        <translation>最后检查点，%1</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>is %1, answered %2</source>
        <translation>实际为 %1，回答为 %2</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 of new samples right after %2</source>
        <translation>%2 后新样本的正确率为 %1</translation>
    </message>
    <message>
        <source>validation loss %1 after %2</source>
        <translation>%2 后验证损失为 %1</translation>
    </message>
    <message>
        <source>mixes %1 with %2 most often</source>
        <translation>最常混淆 %1 与 %2</translation>
    </message>
    <message>
        <source>validation stopped improving at epoch %1</source>
        <translation>验证结果在第 %1 轮停止改善</translation>
    </message>
    <message>
        <source>validation was still improving at the end: more epochs may help</source>
        <translation>结束时验证结果仍在改善：增加轮数可能有帮助</translation>
    </message>
    <message>
        <source>%1 bypassed</source>
        <translation>%1 已旁路</translation>
    </message>
    <message>
        <source>%1 not bypassed</source>
        <translation>%1 不再旁路</translation>
    </message>
    <message>
        <source>%1 muted</source>
        <translation>%1 已停用</translation>
    </message>
    <message>
        <source>%1 not muted</source>
        <translation>%1 不再停用</translation>
    </message>
    <message>
        <source>wires of %1</source>
        <translation>%1 的连线</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>lepton::AskPad</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Open picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.ppm *.pgm)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.ppm *.pgm)</translation>
    </message>
    <message>
        <source>Draw something here and the network says what it sees, once it trains.</source>
        <translation>训练开始后，在这里画点什么，网络会说出它看到了什么。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Reading the data of %1 …</source>
        <translation>正在读取 %1 的数据…</translation>
    </message>
    <message>
        <source>The data of %1 are no pictures, so there is nothing to draw.</source>
        <translation>%1 的数据不是图片，因此无需绘制。</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>%1 is no picture that can be read: %2</source>
        <translation>%1 不是可读取的图片：%2</translation>
    </message>
</context>
<context>
    <name>lepton::BoundaryView</name>
    <message>
        <source>Decision boundary</source>
        <translation>决策边界</translation>
    </message>
</context>
<context>
    <name>lepton::CellSamples</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>press a cell to see what lies in it</source>
        <translation>点击单元格查看其中的样本</translation>
    </message>
    <message>
        <source>%1 of them</source>
        <translation>其中 %1 个</translation>
    </message>
    <message>
        <source>%1, not listed</source>
        <translation>%1 个，未列出</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>显示 %1 / %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, rightly so</source>
        <translation>%1，正确</translation>
    </message>
    <message>
        <source>is %1, answered %2</source>
        <translation>实际为 %1，回答为 %2</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>Samples of this cell</source>
        <translation>此格的样本</translation>
    </message>
</context>
<context>
    <name>lepton::ClassBars</name>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
</context>
<context>
    <name>lepton::CommandPalette</name>
    <message>
        <source>Type the name of a command</source>
        <translation>输入命令名称</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>lepton::CostModel</name>
    <message>
        <source>%1, %2 % of all</source>
        <translation>%1，占全部的 %2 %</translation>
    </message>
    <message>
        <source>Kept in training until the gradient has passed, for one sample</source>
        <translation>训练时保留到梯度传过为止，按一个样本计</translation>
    </message>
    <message>
        <source>Forward, for one sample; training takes about three times as many</source>
        <translation>前向，按一个样本计；训练约为其三倍</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiply–adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活内存</translation>
    </message>
</context>
<context>
    <name>lepton::CostTable</name>
    <message>
        <source>In all: %1 parameters · %2 multiply–adds · %3 of activations, for one sample</source>
        <translation>合计：%1 个参数 · %2 次乘加 · %3 激活内存（一个样本）</translation>
    </message>
    <message>
        <source>Tint the drawing by</source>
        <translation>图纸着色依据</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>multiply–adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Copies the table for a spread sheet; Ctrl+C in the table does so, too</source>
        <translation>复制表格以供电子表格使用；在表格中按 Ctrl+C 亦可</translation>
    </message>
    <message>
        <source>Cost of each node</source>
        <translation>各节点的开销</translation>
    </message>
</context>
<context>
    <name>lepton::CurveBoard</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Exponential average as TensorBoard draws it; the pale line stays what was measured</source>
        <translation>与 TensorBoard 相同的指数平均；浅色线为实际测量值</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What the horizontal axis counts</source>
        <translation>横轴的计量单位</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>x 对数</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>横轴取对数</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>y 对数</translation>
    </message>
    <message>
        <source>Logarithmic values</source>
        <translation>数值取对数</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Shows the learning rate, too</source>
        <translation>同时显示学习率</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Shows everything and follows the run again (double click in a plot). Wheel zooms, drag moves, Ctrl+wheel zooms the values</source>
        <translation>显示全部并重新跟随运行（在图中双击）。滚轮缩放，拖动平移，Ctrl+滚轮缩放数值轴</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Saves the curves as PNG, SVG or PDF, or their values as CSV</source>
        <translation>将曲线保存为 PNG、SVG 或 PDF，或将数值保存为 CSV</translation>
    </message>
    <message>
        <source>One batch</source>
        <translation>单个批次</translation>
    </message>
    <message>
        <source>Learns from one batch, then pauses again</source>
        <translation>学习一个批次后再次暂停</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How many steps a second, to watch it learn</source>
        <translation>每秒步数，便于观察学习过程</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 步/秒</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Curves of the training appear here: loss and metrics, on what it learns from and on what it has never seen.</source>
        <translation>训练曲线将显示在这里：训练数据和从未见过的数据上的损失与指标。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>%1 is about to begin.</source>
        <translation>%1 即将开始。</translation>
    </message>
    <message>
        <source>%1 ended before its first step; its log says why.</source>
        <translation>%1 在第一步之前就结束了；原因见日志。</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>Save curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;Document (*.pdf);;Values (*.csv)</source>
        <translation>图片 (*.png);;矢量图 (*.svg);;文档 (*.pdf);;数值 (*.csv)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>%1 could not be written. Is the folder writable and the disk not full?</source>
        <translation>无法写入 %1。文件夹是否可写？磁盘是否已满？</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>no checkpoint</source>
        <translation>没有检查点</translation>
    </message>
    <message>
        <source>no gain for some epochs</source>
        <translation>若干轮没有提高</translation>
    </message>
</context>
<context>
    <name>lepton::DataPanel</name>
    <message>
        <source>Samples, classes and columns of your data will stand here.</source>
        <translation>这里将显示数据的样本、类别和列。</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%1 train · %2 validation · %3 test</source>
        <translation>%1 训练 · %2 验证 · %3 测试</translation>
    </message>
    <message>
        <source>Classes: %1</source>
        <translation>类别：%1</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Add data</source>
        <translation>添加数据</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples of each class</source>
        <translation>各类别的样本数</translation>
    </message>
</context>
<context>
    <name>lepton::DifferenceLine</name>
    <message numerus="yes">
        <source>%1 had another graph: %n change(s)</source>
        <translation>
            <numerusform>%1 的图与当前不同：%n 处更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>lepton::DockArea</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>lepton::DockTitle</name>
    <message>
        <source>Float or dock</source>
        <translation>浮动或停靠</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>lepton::DocumentFiles</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Lepton documents (*.lepton)</source>
        <translation>Lepton 文档 (*.lepton)</translation>
    </message>
    <message>
        <source>Edits that were not saved when the program ended are back. Undo takes them away again.</source>
        <translation>程序上次结束时未保存的编辑已恢复。撤销可将其去除。</translation>
    </message>
    <message>
        <source>Discard them</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Data (%1)</source>
        <translation>数据 (%1)</translation>
    </message>
    <message>
        <source>untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>The untitled drawing</source>
        <translation>未命名的图</translation>
    </message>
    <message>
        <source>%1 has edits that are not saved.</source>
        <translation>%1 有未保存的编辑。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Networks (*.lepton *.onnx *.png)</source>
        <translation>网络 (*.lepton *.onnx *.png)</translation>
    </message>
    <message>
        <source>No node reads “%1”. Tables (CSV, Parquet), NumPy arrays, IDX files and folders of images can be opened.</source>
        <translation>没有节点能读取“%1”。可以打开表格（CSV、Parquet）、NumPy 数组、IDX 文件和图片文件夹。</translation>
    </message>
</context>
<context>
    <name>lepton::DrawPad</name>
    <message>
        <source>Draw pad</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>Draw here, or drop a picture</source>
        <translation>在此绘制，或拖入图片</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <translation>将图片拖到此处</translation>
    </message>
</context>
<context>
    <name>lepton::Engine</name>
    <message>
        <source>the same again</source>
        <translation>再次相同</translation>
    </message>
    <message>
        <source>The engine `lepton` was not found beside this program or on the PATH.</source>
        <translation>在本程序旁边和 PATH 中都找不到引擎 `lepton`。</translation>
    </message>
</context>
<context>
    <name>lepton::ExportForm</name>
    <message>
        <source>Last: step %1</source>
        <translation>最后：第 %1 步</translation>
    </message>
    <message>
        <source>Train the network first: then its model can be exported.</source>
        <translation>请先训练网络，然后才能导出模型。</translation>
    </message>
    <message>
        <source>Export as</source>
        <translation>导出为</translation>
    </message>
    <message>
        <source>Exporting …</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消。没有写入任何文件。</translation>
    </message>
    <message>
        <source>The engine ended without a word (code %1).</source>
        <translation>引擎未给出任何信息就结束了（代码 %1）。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Best: %1 %2, epoch %3</source>
        <translation>最佳：%1 %2，第 %3 轮</translation>
    </message>
    <message>
        <source>Written: %1, and beside it what it is (JSON), samples and a program that checks them.</source>
        <translation>已写入 %1，旁边还有说明（JSON）、样本和检验它们的程序。</translation>
    </message>
</context>
<context>
    <name>lepton::FieldEditor</name>
    <message>
        <source>A number is expected: %1.</source>
        <translation>应为数字：%1。</translation>
    </message>
    <message>
        <source>Numbers separated by commas are expected.</source>
        <translation>应为以逗号分隔的数字。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>lepton::FieldForm</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>from the wire</source>
        <translation>来自连线</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>lepton::Gallery</name>
    <message>
        <source>%1 samples, %2 wrong</source>
        <translation>%1 个样本，%2 个错误</translation>
    </message>
</context>
<context>
    <name>lepton::GraphCanvas</name>
    <message>
        <source>Export the drawing</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The clipboard holds no nodes.</source>
        <translation>剪贴板中没有节点。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>output %1: %2</source>
        <translation>输出 %1：%2</translation>
    </message>
    <message>
        <source>input %1 from %2</source>
        <translation>输入 %1 来自 %2</translation>
    </message>
    <message>
        <source>input %1 is not wired</source>
        <translation>输入 %1 未连线</translation>
    </message>
    <message>
        <source>An empty network</source>
        <translation>空白网络</translation>
    </message>
    <message>
        <source>Begin with data: drag a node here from the palette, or</source>
        <translation>从数据开始：将节点从节点库拖到这里，或按</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>searches all nodes</source>
        <translation>搜索所有节点</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>a sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>a loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>a metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>a schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>shape not known yet</source>
        <translation>形状尚未知</translation>
    </message>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>gets %1 from %2</source>
        <translation>从 %2 获得 %1</translation>
    </message>
    <message>
        <source>Nothing is wired here; it may stay so.</source>
        <translation>此处未连线；可以保持如此。</translation>
    </message>
    <message>
        <source>Nothing is wired here yet. Drag a wire from here or to here.</source>
        <translation>此处尚未连线。从这里拖出或拖到这里一条连线。</translation>
    </message>
    <message>
        <source>This program does not know “%1”. It is kept as it is.</source>
        <translation>本程序不认识“%1”。它将原样保留。</translation>
    </message>
    <message>
        <source>Bypassed: its input passes through. M ends that.</source>
        <translation>已旁路：输入直接通过。按 M 取消。</translation>
    </message>
    <message>
        <source>Muted: left out with all that needs it. Ctrl+M ends that.</source>
        <translation>已停用：与所有依赖它的节点一起略去。按 Ctrl+M 取消。</translation>
    </message>
    <message numerus="yes">
        <source>%n inputs wait for a wire</source>
        <translation>
            <numerusform>%n 个输入等待连线</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 multiply–adds</source>
        <translation>%1 次乘加</translation>
    </message>
    <message>
        <source>Choose a node first: Tab goes through them.</source>
        <translation>请先选择一个节点：按 Tab 键逐个切换。</translation>
    </message>
    <message>
        <source>These ports do not fit.</source>
        <translation>这两个端口不匹配。</translation>
    </message>
    <message>
        <source>Enter: %1</source>
        <translation>回车：%1</translation>
    </message>
    <message>
        <source>This place is number %1 now. Press %1 to come back.</source>
        <translation>此处已记为 %1 号位置。按 %1 返回。</translation>
    </message>
    <message>
        <source>No place %1 yet. Ctrl+Shift+%1 makes one of this view.</source>
        <translation>还没有 %1 号位置。按 Ctrl+Shift+%1 记住当前视图。</translation>
    </message>
    <message numerus="yes">
        <source>Arranging %n nodes. Esc stops.</source>
        <translation>
            <numerusform>正在排列 %n 个节点。按 Esc 停止。</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the node that another kind shall replace.</source>
        <translation>请先选中要更换类型的节点。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无结果</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Frame: %1</source>
        <translation>框：%1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>便签：%1</translation>
    </message>
    <message>
        <source>holds %1</source>
        <translation>包含 %1</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>框</translation>
    </message>
    <message>
        <source>Choose a frame or a note first.</source>
        <translation>请先选择一个框或便签。</translation>
    </message>
    <message>
        <source>Delete or Alt+click removes it; a double-click gives it a dot to run through</source>
        <translation>按 Delete 或 Alt+单击可删除；双击可添加一个拐点</translation>
    </message>
    <message>
        <source>Name, kind, value, problem or note</source>
        <translation>名称、类型、取值、问题或便签</translation>
    </message>
    <message>
        <source>Find a node, a frame or a note</source>
        <translation>查找节点、框或便签</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>框的标题</translation>
    </message>
    <message>
        <source>Words of the note</source>
        <translation>便签的文字</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What is worth remembering</source>
        <translation>值得记下的内容</translation>
    </message>
    <message>
        <source>Choose a wire first, or the node that it goes into.</source>
        <translation>请先选择一条连线，或它所通向的节点。</translation>
    </message>
    <message>
        <source>Choose a node with wires first: Tab goes through them.</source>
        <translation>请先选择一个有连线的节点：按 Tab 依次切换。</translation>
    </message>
    <message>
        <source>Select the nodes that are to become a subgraph.</source>
        <translation>请先选择要组成子图的节点。</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>模块 %1</translation>
    </message>
    <message>
        <source>Select a subgraph to unpack it.</source>
        <translation>请先选择要展开的子图。</translation>
    </message>
    <message numerus="yes">
        <source>used %n times: a change here changes all</source>
        <translation>
            <numerusform>使用了 %n 次：此处的更改会改变所有实例</numerusform>
        </translation>
    </message>
    <message>
        <source>Where this subgraph lies</source>
        <translation>此子图所在的位置</translation>
    </message>
    <message>
        <source>Show “%1”</source>
        <translation>显示“%1”</translation>
    </message>
    <message>
        <source>Subgraph: %1</source>
        <translation>子图：%1</translation>
    </message>
    <message>
        <source>Select a subgraph to look into it.</source>
        <translation>请选择一个子图以查看其内部。</translation>
    </message>
    <message numerus="yes">
        <source>used %n times: a change inside changes all</source>
        <translation>
            <numerusform>使用了 %n 次：内部的更改会改变所有实例</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter or a double-click shows what is in it.</source>
        <translation>按 Enter 或双击可查看其内部。</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>carries %1</source>
        <translation>承载 %1</translation>
    </message>
    <message>
        <source>Select nodes and the subgraph that is to take them in.</source>
        <translation>请选择节点以及要放入的子图。</translation>
    </message>
    <message>
        <source>Select the nodes that are to leave the subgraph.</source>
        <translation>请选择要移出子图的节点。</translation>
    </message>
    <message>
        <source>Let go to put it into “%1”</source>
        <translation>松开即可放入“%1”</translation>
    </message>
    <message>
        <source>Let go to take it out of “%1”</source>
        <translation>松开即可移出“%1”</translation>
    </message>
    <message>
        <source>One level at a time: let go over the name before the last.</source>
        <translation>一次只能移出一层：请在倒数第二个名称上松开。</translation>
    </message>
    <message>
        <source>Zoom in to see what the nodes carry.</source>
        <translation>放大即可看到节点承载的内容。</translation>
    </message>
    <message>
        <source>Commands for what is selected</source>
        <translation>对所选内容的命令</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n nodes were drawn.</source>
        <translation>
            <numerusform>%1：已绘制 %n 个节点。</numerusform>
        </translation>
    </message>
    <message>
        <source>Weights are not taken over: they begin anew.</source>
        <translation>权重不会沿用，将重新初始化。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 种</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out, where wires are open: %1</source>
        <translation>未绘制（相应连线留空）：%1</translation>
    </message>
</context>
<context>
    <name>lepton::HistoryList</name>
    <message>
        <source>As opened</source>
        <translation>打开时</translation>
    </message>
    <message>
        <source>%1, undone</source>
        <translation>%1，已撤销</translation>
    </message>
    <message>
        <source>%1, now</source>
        <translation>%1，当前</translation>
    </message>
    <message>
        <source>Redo up to here</source>
        <translation>重做到此处</translation>
    </message>
    <message>
        <source>This is how it is now</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Undo all after this</source>
        <translation>撤销此后的所有步骤</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
</context>
<context>
    <name>lepton::Inspector</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>This program does not know the node “%1”. It is kept as it is.</source>
        <translation>本程序不认识节点“%1”。它将原样保留。</translation>
    </message>
    <message>
        <source>Settings of the whole document. Select a node to see its own.</source>
        <translation>整个文档的设置。选择一个节点可查看其自身的设置。</translation>
    </message>
    <message>
        <source>What you set here is set in all of them. “*2” doubles, “+=8” adds.</source>
        <translation>此处的设置将应用于所有所选节点。“*2”表示加倍，“+=8”表示增加。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>The title on the canvas. Free text; empty for the usual one.</source>
        <translation>画布上的标题。任意文本；留空则用默认标题。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The name in files and exported code: unique, letters, digits and _.</source>
        <translation>在文件和导出代码中的名称：必须唯一，由字母、数字和 _ 组成。</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>How its shape comes about: the steps from here back to the data.</source>
        <translation>其形状的由来：从这里逐步回溯到数据。</translation>
    </message>
    <message>
        <source>The subgraph that you look into. Its title stands on every node that is one, unless that has its own.</source>
        <translation>正在查看的子图。它的标题显示在每个实例节点上，除非该节点有自己的标题。</translation>
    </message>
</context>
<context>
    <name>lepton::KeyMap</name>
    <message>
        <source>The file is too large to hold keys.</source>
        <translation>文件过大，不是按键文件。</translation>
    </message>
    <message>
        <source>The file does not hold keys of Lepton Studio.</source>
        <translation>该文件不包含 Lepton Studio 的按键。</translation>
    </message>
    <message>
        <source>The file was written by a newer version.</source>
        <translation>该文件由更新的版本写入。</translation>
    </message>
    <message>
        <source>“%1” has something that is no key.</source>
        <translation>“%1”含有不是按键的内容。</translation>
    </message>
    <message>
        <source>“%1” takes %2, which the drawing itself uses.</source>
        <translation>“%1”使用了 %2，而图纸本身要用它。</translation>
    </message>
    <message>
        <source>%1 stands for both “%2” and “%3”.</source>
        <translation>%1 同时对应“%2”和“%3”。</translation>
    </message>
</context>
<context>
    <name>lepton::LiveBar</name>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Number of the sample</source>
        <translation>样本编号</translation>
    </message>
    <message>
        <source>Number of the sample in its part, from 0 on</source>
        <translation>样本在所属部分中的编号，从 0 开始</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>数据的部分</translation>
    </message>
    <message>
        <source>Training part</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Whose weights the numbers come from</source>
        <translation>数值由哪一组权重得出</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>未训练</translation>
    </message>
    <message>
        <source>Last of a run</source>
        <translation>某次运行的最新检查点</translation>
    </message>
    <message>
        <source>Last of %1</source>
        <translation>%1 的最新检查点</translation>
    </message>
    <message>
        <source>Best of a run</source>
        <translation>某次运行的最佳检查点</translation>
    </message>
    <message>
        <source>Best of %1</source>
        <translation>%1 的最佳检查点</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>No data yet: add a data node, such as MNIST or Table</source>
        <translation>尚无数据：请添加数据节点，例如 MNIST 或表格</translation>
    </message>
    <message>
        <source>What nodes show</source>
        <translation>节点显示的内容</translation>
    </message>
    <message>
        <source>What nodes show: the values they carry, or how their weights are spread</source>
        <translation>节点显示的内容：流经节点的值，或其权重的分布</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>lepton::LiveSample</name>
    <message>
        <source>%1: %2 to %3, mean %4</source>
        <translation>%1：%2 至 %3，均值 %4</translation>
    </message>
    <message>
        <source>For this sample: %1</source>
        <translation>此样本：%1</translation>
    </message>
    <message>
        <source>as it was before</source>
        <translation>此前的值</translation>
    </message>
    <message>
        <source>%1 numbers are not finite</source>
        <translation>%1 个数值不是有限数</translation>
    </message>
    <message>
        <source>What comes after the problem is shown as it was</source>
        <translation>问题之后的部分显示的是此前的值</translation>
    </message>
    <message>
        <source>%1: %2 to %3, mean %4, standard deviation %5</source>
        <translation>%1：%2 至 %3，均值 %4，标准差 %5</translation>
    </message>
    <message>
        <source>%1 not finite</source>
        <translation>%1 个非有限</translation>
    </message>
</context>
<context>
    <name>lepton::LiveView</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>lepton::MainWindow</name>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文件</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>This network learns to read digits. Press Train, then draw a digit yourself. Afterwards: take a layer out, or double the filters, and see what changes.</source>
        <translation>这个网络学习识别数字。点击“训练”，然后自己画一个数字。之后可以去掉一层，或将滤波器加倍，看看有什么变化。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Use my data</source>
        <translation>使用我的数据</translation>
    </message>
    <message>
        <source>untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Choose your file in the inspector, on the right. What does not fit your data yet shows up in Problems, with a fix to click.</source>
        <translation>在右侧的“属性”面板中选择您的文件。与数据不符之处会显示在“问题”面板中，并附有可点击的修复。</translation>
    </message>
</context>
<context>
    <name>lepton::MatrixView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>%1 of %2 right</source>
        <translation>%2 个中正确 %1 个</translation>
    </message>
    <message>
        <source>is %1, answered %2: %3 of %4 (%5 %)</source>
        <translation>实际为 %1，回答为 %2：%3 / %4（%5 %）</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真值</translation>
    </message>
</context>
<context>
    <name>lepton::MetricPlot</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>just guessing</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) not finite</source>
        <translation>
            <numerusform>%n 个值非有限</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lepton::NodeFacts</name>
    <message>
        <source>%1 train · %2 validation · %3 test</source>
        <translation>%1 训练 · %2 验证 · %3 测试</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 multiply–adds</source>
        <translation>%1 次乘加</translation>
    </message>
    <message>
        <source>%1 of activations a sample</source>
        <translation>每个样本的激活占 %1</translation>
    </message>
</context>
<context>
    <name>lepton::Notices</name>
    <message>
        <source>Hide this line</source>
        <translation>隐藏此行</translation>
    </message>
</context>
<context>
    <name>lepton::NumberBox</name>
    <message>
        <source>from the wire</source>
        <translation>来自连线</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
</context>
<context>
    <name>lepton::OutlineTree</name>
    <message>
        <source>bypassed</source>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>input %1 from %2</source>
        <translation>输入 %1 来自 %2</translation>
    </message>
    <message>
        <source>not wired, optional</source>
        <translation>未连线（可选）</translation>
    </message>
    <message>
        <source>not wired</source>
        <translation>未连线</translation>
    </message>
    <message>
        <source>Wire from</source>
        <translation>连线自</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Look into the subgraph</source>
        <translation>查看子图内部</translation>
    </message>
    <message>
        <source>Take its dots away</source>
        <translation>去掉它的拐点</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
</context>
<context>
    <name>lepton::PictureGrid</name>
    <message>
        <source>sample %1 · %2</source>
        <translation>样本 %1 · %2</translation>
    </message>
</context>
<context>
    <name>lepton::ProblemList</name>
    <message>
        <source>What is wrong with the drawing will stand here, with a click that mends it.</source>
        <translation>图中的问题将显示在这里，并可一键修复。</translation>
    </message>
    <message>
        <source>No problems. The network can be trained.</source>
        <translation>没有问题。可以训练网络。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Show it on the canvas</source>
        <translation>在画布上显示</translation>
    </message>
</context>
<context>
    <name>lepton::RunEnd</name>
    <message>
        <source>Test it</source>
        <translation>测试它</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>%1 is finished. %2</source>
        <translation>%1 已完成。%2</translation>
    </message>
    <message>
        <source>%1 was stopped. %2</source>
        <translation>%1 已停止。%2</translation>
    </message>
    <message>
        <source>%1 could not go on: %2</source>
        <translation>%1 无法继续：%2</translation>
    </message>
    <message>
        <source>The engine of %1 ended without saying so. It can go on from its last checkpoint.</source>
        <translation>%1 的引擎未作声明就结束了。可以从最近的检查点继续。</translation>
    </message>
</context>
<context>
    <name>lepton::RunShown</name>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
</context>
<context>
    <name>lepton::RunSummary</name>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Goes on from the last checkpoint</source>
        <translation>从最后一个检查点继续</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Its engine ended without saying so. It can go on from its last checkpoint.</source>
        <translation>其引擎意外结束。可以从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>, %1 threads</source>
        <translation>，%1 个线程</translation>
    </message>
    <message>
        <source>last checkpoint %1</source>
        <translation>上一个检查点 %1</translation>
    </message>
    <message>
        <source>last checkpoint at step %1</source>
        <translation>上一个检查点在第 %1 步</translation>
    </message>
    <message>
        <source>Best by %1</source>
        <translation>按%1最佳</translation>
    </message>
    <message>
        <source>%1 at epoch %2</source>
        <translation>%1，第 %2 轮</translation>
    </message>
    <message>
        <source>there: %1</source>
        <translation>此时：%1</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Most often mixed up: %1 with %2</source>
        <translation>最常混淆：%1 与 %2</translation>
    </message>
</context>
<context>
    <name>lepton::RunTable</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Lays the run&apos;s curves over those on show</source>
        <translation>将该运行的曲线叠加显示</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 / %2 轮</translation>
    </message>
    <message>
        <source>by %1, epoch %2</source>
        <translation>按%1，第 %2 轮</translation>
    </message>
    <message>
        <source>since run %1</source>
        <translation>相对于运行 %1</translation>
    </message>
</context>
<context>
    <name>lepton::ScatterView</name>
    <message>
        <source>Predicted against true</source>
        <translation>预测值与真值</translation>
    </message>
    <message>
        <source>true</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测值</translation>
    </message>
</context>
<context>
    <name>lepton::Session</name>
    <message>
        <source>The engine ended before it answered. Ask again: it is started anew.</source>
        <translation>引擎在回答之前结束了。请再试一次：它会重新启动。</translation>
    </message>
    <message>
        <source>The engine could not be started.</source>
        <translation>无法启动引擎。</translation>
    </message>
    <message>
        <source>The engine `lepton` was not found beside this program or on the PATH.</source>
        <translation>在本程序旁边和 PATH 中都找不到引擎 `lepton`。</translation>
    </message>
</context>
<context>
    <name>lepton::ShapeTrail</name>
    <message>
        <source>The shape %1 from %2 to %3, step by step back to the data</source>
        <translation>从 %2 到 %3 的形状 %1，逐步回溯到数据</translation>
    </message>
    <message>
        <source>The shape on this wire is not known yet.</source>
        <translation>此连线的形状尚未知晓。</translation>
    </message>
    <message>
        <source>dimension %1: %2</source>
        <translation>维度 %1：%2</translation>
    </message>
</context>
<context>
    <name>lepton::StartPage</name>
    <message>
        <source>Lepton Studio</source>
        <translation>Lepton Studio</translation>
    </message>
    <message>
        <source>Draw a network, watch it learn, see why.</source>
        <translation>画出网络，看它学习，明白原因。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Learn: digits in two minutes</source>
        <translation>学习：两分钟识别数字</translation>
    </message>
    <message>
        <source>A network that reads handwriting. Press Train, then draw a digit yourself.</source>
        <translation>一个识别手写数字的网络。点击“训练”，然后自己画一个数字。</translation>
    </message>
    <message>
        <source>Use my data</source>
        <translation>使用我的数据</translation>
    </message>
    <message>
        <source>Open a table, pictures or arrays and build a network for them.</source>
        <translation>打开表格、图片或数组，为它们搭建网络。</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>空白画布</translation>
    </message>
    <message>
        <source>Start from nothing. Space finds every node.</source>
        <translation>从零开始。按空格键可找到所有节点。</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Templates: add your data</source>
        <translation>模板：加入您的数据</translation>
    </message>
    <message>
        <source>A file …</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder of images …</source>
        <translation>图片文件夹…</translation>
    </message>
</context>
<context>
    <name>lepton::StatusLine</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 multiply–adds</source>
        <translation>%1 次乘加</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open port(s)</source>
        <translation>
            <numerusform>%n 个未连端口</numerusform>
        </translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>显示问题</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>saved %1 s ago</source>
        <translation>%1 秒前已保存</translation>
    </message>
    <message>
        <source>saved %1 min ago</source>
        <translation>%1 分钟前已保存</translation>
    </message>
    <message>
        <source>saved at %1</source>
        <translation>保存于 %1</translation>
    </message>
    <message>
        <source>%1 of activations a sample</source>
        <translation>每个样本 %1 激活内存</translation>
    </message>
    <message>
        <source>Kept in training until the gradient has passed; of each sample of a batch</source>
        <translation>训练时保留到梯度传过为止；批次中每个样本各一份</translation>
    </message>
</context>
<context>
    <name>lepton::TaskView</name>
    <message>
        <source>worst first</source>
        <translation>最差优先</translation>
    </message>
    <message>
        <source>Sorts by how wrong the answers are; off, every sample keeps its place</source>
        <translation>按错误程度排序；关闭时每个样本保持原位</translation>
    </message>
    <message>
        <source>What the network answers to samples it has not learnt from appears here, from the first seconds of training.</source>
        <translation>训练开始几秒后，网络对未学习过的样本的回答将显示在这里。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The first answers of %1 come in a moment.</source>
        <translation>%1 的首批回答即将出现。</translation>
    </message>
    <message>
        <source>%1 ended before it wrote any answers.</source>
        <translation>%1 在写出任何回答之前就结束了。</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>truth → answer</source>
        <translation>真值 → 回答</translation>
    </message>
    <message>
        <source>what it answers everywhere</source>
        <translation>各处的回答</translation>
    </message>
    <message>
        <source>predicted against true</source>
        <translation>预测值与真值</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Off by</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
</context>
<context>
    <name>lepton::Training</name>
    <message>
        <source>Not ready to train. %1</source>
        <translation>尚不能训练。%1</translation>
    </message>
    <message>
        <source>The engine did not take the command: %1</source>
        <translation>引擎未接受命令：%1</translation>
    </message>
</context>
<context>
    <name>lepton::WindowHeader</name>
    <message>
        <source>starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 / %2 轮</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1，尚未保存</translation>
    </message>
    <message>
        <source>Workspace %1 (Ctrl+Alt+%2)</source>
        <translation>工作区：%1 (Ctrl+Alt+%2)</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Where to train</source>
        <translation>在哪里训练</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Epochs, batch size, seed</source>
        <translation>轮数、批大小、随机种子</translation>
    </message>
    <message>
        <source>Progress of training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>lepton::canvas::NodePalette</name>
    <message>
        <source>Nodes found</source>
        <translation>找到的节点</translation>
    </message>
    <message>
        <source>What should this wire go to?</source>
        <translation>这条连线要连到哪里？</translation>
    </message>
    <message>
        <source>Search nodes</source>
        <translation>搜索节点</translation>
    </message>
    <message>
        <source>No node takes this.</source>
        <translation>没有节点接受它。</translation>
    </message>
    <message>
        <source>No node is called “%1”.</source>
        <translation>没有名为“%1”的节点。</translation>
    </message>
</context>
</TS>
