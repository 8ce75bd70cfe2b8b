using System.Collections.Concurrent;
using System.Globalization;
using Digits.Engine.Onnx;
using Digits.Engine.Tests.Golden;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>
/// Models that are whole files of ONNX and make no sense: operators, inputs, settings, constants and sizes of the golden models are exchanged. The variable
/// DIGITS_FUZZ says how many are tried, such as 1000000.
/// </summary>
public sealed class OnnxGraphFuzzTests
{
    private static readonly int _count = int.Parse(Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "4000", CultureInfo.InvariantCulture);

    private static readonly byte[][] _seeds =
        [.. new[] { OperatorTests.Folder, OnnxLayersTests.Folder }.SelectMany(folder => Directory.GetFiles(folder, "*.onnx")).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];

    private static readonly string[] _operators =
        [.. _seeds.SelectMany(seed => ModelFile.Read(seed).Graph!.Nodes).Select(node => node.OpType).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void A_graph_that_makes_no_sense_loads_or_is_refused_in_one_line()
    {
        int ran = 0;
        ConcurrentDictionary<string, string> faults = [];
        Parallel.For(0, _count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            byte[] bytes = Exchanged(new Random(i));
            try
            {
                Network network = OnnxModel.Read(bytes).Network;
                if (i % 8 != 0 || network.MultiplyAdds > 1_000_000)
                    return;

                new InferencePlan(network, threads: 1).Run(new float[network.Input.Shape.Size]).Length.ShouldBe(network.Output.Shape.Size);
                Interlocked.Increment(ref ran);
            }
            catch (DigitsException e)
            {
                e.Message.ShouldNotContain('\n', $"graph {i}");
                e.Message.Length.ShouldBeLessThan(2000, $"graph {i}");
            }
            catch (Exception e)
            {
                // One of each kind is enough.
                string[] trace = (e.StackTrace ?? "").Split('\n');
                string place = Array.Find(trace, line => line.Contains("Digits.Engine.", StringComparison.Ordinal)) ?? trace[0];
                faults.TryAdd(place, $"Graph {i}: {e.GetType().Name}: {e.Message}\n{string.Join('\n', trace.Take(6))}");
            }
        });
        faults.Values.ShouldBeEmpty();
        ran.ShouldBeGreaterThan(_count / 100);
    }

    private static byte[] Exchanged(Random random)
    {
        ModelProto model = ModelFile.Read(_seeds[random.Next(_seeds.Length)]);
        GraphProto graph = model.Graph!;
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            NodeProto node = graph.Nodes[random.Next(graph.Nodes.Count)];
            switch (random.Next(10))
            {
                case 0: node.OpType = _operators[random.Next(_operators.Length)]; break;
                case 1 when node.Inputs.Count > 0: node.Inputs[random.Next(node.Inputs.Count)] = AnyName(); break;
                case 2 when node.Inputs.Count > 1: node.Inputs.RemoveAt(random.Next(node.Inputs.Count)); break;
                case 3: node.Inputs.Add(AnyName()); break;
                case 4 when node.Attributes.Count > 0: Change(node.Attributes[random.Next(node.Attributes.Count)]); break;
                case 5 when graph.Initializers.Count > 0: Change(graph.Initializers[random.Next(graph.Initializers.Count)]); break;
                case 6 when graph.Inputs[0].Type.Tensor?.Shape is { Dimensions.Count: > 0 } shape:
                    shape.Dimensions[random.Next(shape.Dimensions.Count)] = new DimensionProto { Value = random.Next(1, 9) };
                    break;
                case 7: Insert(node); break;
                case 8: model.OperatorSets[0].Version = random.Next(7, 25); break;
                default: node.Attributes.RemoveAll(_ => random.Next(2) == 0); break;
            }
        }

        return ProtoWriter.ToArray(model);

        string AnyName() => random.Next(3) switch
        {
            0 when graph.Initializers.Count > 0 => graph.Initializers[random.Next(graph.Initializers.Count)].Name,
            1 => graph.Inputs[0].Name,
            _ => graph.Nodes[random.Next(graph.Nodes.Count)].Outputs[0],
        };

        void Change(object part)
        {
            switch (part)
            {
                case AttributeProto { Ints.Count: > 0 } attribute: attribute.Ints[random.Next(attribute.Ints.Count)] = random.Next(-3, 5); break;
                case AttributeProto { Type: AttributeType.Float } attribute: attribute.Float = random.Next(-2, 3); break;
                case AttributeProto attribute: attribute.Int = random.Next(-3, 5); break;
                case TensorProto { Dimensions.Count: > 1 } tensor: tensor.Dimensions.Reverse(); break;
                case TensorProto { Int64s.Count: > 0 } tensor: tensor.Int64s[random.Next(tensor.Int64s.Count)] = random.Next(-3, 9); break;
                case TensorProto { RawData.Length: 8 or 16 or 24 or 32 } tensor:
                    byte[] bytes = tensor.RawData.ToByteArray();
                    bytes[random.Next(bytes.Length / 8) * 8] = (byte)random.Next(10);
                    tensor.RawData = Google.Protobuf.ByteString.CopyFrom(bytes);
                    break;
            }
        }

        // One more operator before a node.
        void Insert(NodeProto node)
        {
            if (node.Inputs.Count == 0)
                return;

            string name = $"more{random.Next()}";
            graph.Nodes.Insert(graph.Nodes.IndexOf(node), new NodeProto
            {
                OpType = _operators[random.Next(_operators.Length)],
                Inputs = [.. Enumerable.Range(0, random.Next(1, 3)).Select(i => i == 0 ? node.Inputs[0] : AnyName())],
                Outputs = [name],
            });
            node.Inputs[0] = name;
        }
    }
}
