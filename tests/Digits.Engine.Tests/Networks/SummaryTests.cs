namespace Digits.Engine.Tests.Networks;

public sealed class SummaryTests
{
    [Fact]
    public void The_classic_network_has_241546_parameters_and_3_24_million_multiply_adds()
    {
        Network classic = Classic.Build();
        classic.ParameterCount.ShouldBe(241_546);
        classic.MultiplyAdds.ShouldBe(3_237_248);
        classic.Summary().ReplaceLineEndings("\n").ShouldBe(
            """
            Layer      Type       Output shape  Parameters  Multiply-adds
            -------------------------------------------------------------
            image      Input      1x28x28                0              0
            conv1      Conv2D     32x26x26             320        194,688
            relu1      ReLU       32x26x26               0              0
            max_pool1  MaxPool2D  32x13x13               0              0
            conv2      Conv2D     64x11x11          18,496      2,230,272
            relu2      ReLU       64x11x11               0              0
            max_pool2  MaxPool2D  64x5x5                 0              0
            conv3      Conv2D     128x3x3           73,856        663,552
            relu3      ReLU       128x3x3                0              0
            flatten1   Flatten    1152                   0              0
            dense1     Dense      128              147,584        147,456
            relu4      ReLU       128                    0              0
            dense2     Dense      10                 1,290          1,280
            -------------------------------------------------------------
            Trainable parameters: 241,546 (943.5 KiB)
            Other parameters: 0
            Multiply-adds per image: 3,237,248
            """ + "\n");
    }

    [Fact]
    public void A_graph_says_what_each_layer_reads()
    {
        Node image = Node.Input(1, 8, 8);
        Node a = image.Then(new Conv2D(4, 3, padding: 1, bias: false), new BatchNorm());
        Node sum = Node.Add(a, a.Then(new ReLU(), new Conv2D(4, 3, padding: 1)));
        new Network(image, sum.Then(new GlobalMaxPool2D(), new Dense(10))).Summary().ReplaceLineEndings("\n").ShouldBe(
            """
            Layer             Type             Output shape  Parameters  Multiply-adds  Reads
            ----------------------------------------------------------------------------------------------
            image             Input            1x8x8                  0              0
            conv1             Conv2D           4x8x8                 36          2,304
            batch_norm1       BatchNorm        4x8x8                 16              0
            relu1             ReLU             4x8x8                  0              0
            conv2             Conv2D           4x8x8                148          9,216
            add1              Add              4x8x8                  0              0  batch_norm1, conv2
            global_max_pool1  GlobalMaxPool2D  4                      0              0
            dense1            Dense            10                    50             40
            ----------------------------------------------------------------------------------------------
            Trainable parameters: 242 (0.9 KiB)
            Other parameters: 8
            Multiply-adds per image: 11,560
            """ + "\n");
    }
}
