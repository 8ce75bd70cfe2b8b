using Digits.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Digits.Comparison.Training;

/// <summary>A network in libtorch: the same layers with the same weights as one of ours, as a user of PyTorch would write them.</summary>
internal sealed class TorchNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Step[] _steps;

    /// <summary>Copies a network.</summary>
    /// <exception cref="WorkFailedException">It has a layer that is not known here.</exception>
    public TorchNetwork(Network network, bool channelsLast)
        : base("network")
    {
        IsChannelsLast = channelsLast;
        Node[] nodes = [.. network.Nodes];
        _steps =
        [
            .. nodes.Select(node => new Step(
                [.. node.Inputs.Select(input => Array.IndexOf(nodes, input))],
                node.Layer is null ? null : Copy(node, nodes))),
        ];
        for (int i = 0; i < nodes.Length; i++)
        {
            if (_steps[i].Module is { } module)
                register_module($"step{i}", module);
        }

        if (channelsLast)
            MakeChannelsLast(this);
    }

    /// <summary>Whether maps and kernels lie in memory with channels last.</summary>
    public bool IsChannelsLast { get; }

    /// <summary>Lays a module's kernels out with channels last.</summary>
    public static void MakeChannelsLast(nn.Module module)
    {
        using IDisposable none = no_grad();
        foreach (TorchSharp.Modules.Parameter parameter in module.parameters().Where(parameter => parameter.dim() == 4))
            parameter.set_(LibTorch.ChannelsLast(parameter));
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] values = new Tensor[_steps.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int[] inputs, nn.Module<Tensor, Tensor>? module) = _steps[i];
            values[i] = inputs.Length switch
            {
                0 => input,
                1 => module!.call(values[inputs[0]]),
                _ => values[inputs[0]] + values[inputs[1]],
            };
        }

        return values[^1].MoveToOuterDisposeScope();
    }

    private static nn.Module<Tensor, Tensor>? Copy(Node node, Node[] nodes)
    {
        int channels = node.Inputs[0].Shape.Channels;
        return node.Layer switch
        {
            Conv2D conv => Filled(
                nn.Conv2d(
                    channels,
                    conv.Filters,
                    (conv.Window.KernelHeight, conv.Window.KernelWidth),
                    (conv.Window.StrideY, conv.Window.StrideX),
                    Padding(conv.Window),
                    (conv.Window.Dilation, conv.Window.Dilation),
                    groups: conv.Groups,
                    bias: conv.HasBias),
                ("weight", conv.Weight),
                ("bias", conv.Bias)),
            BatchNorm norm => Filled(
                nn.BatchNorm2d(channels, norm.Epsilon, norm.Momentum),
                ("weight", norm.Gamma),
                ("bias", norm.Beta),
                ("running_mean", norm.RunningMean),
                ("running_var", norm.RunningVariance)),
            Dense dense => Filled(nn.Linear(channels, dense.Units, dense.HasBias), ("weight", dense.Weight), ("bias", dense.Bias)),
            MaxPool2D pool => nn.MaxPool2d(
                (pool.Window.KernelHeight, pool.Window.KernelWidth), (pool.Window.StrideY, pool.Window.StrideX), Padding(pool.Window)),
            // In place is right only while nothing else reads the map.
            ReLU => nn.ReLU(inplace: nodes.Count(other => other.Inputs.Contains(node.Inputs[0])) == 1),
            Dropout dropout => nn.Dropout(dropout.Rate),
            Flatten => nn.Flatten(),
            GlobalMaxPool2D => nn.Sequential(nn.AdaptiveMaxPool2d([1, 1]), nn.Flatten()),
            GlobalAveragePool2D => nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
            Softmax => nn.Softmax(1),
            Add when node.Inputs.Count == 2 => null,
            Layer layer => throw new WorkFailedException($"the libtorch side has no {layer.GetType().Name}"),
            null => null,
        };
    }

    private static (long, long) Padding(Window2D window) => window.PadTop == window.PadBottom && window.PadLeft == window.PadRight
        ? (window.PadTop, window.PadLeft)
        : throw new WorkFailedException("the libtorch side has no padding that differs from side to side");

    private static nn.Module<Tensor, Tensor> Filled(nn.Module<Tensor, Tensor> module, params (string Name, Parameter? Values)[] parameters)
    {
        using IDisposable none = no_grad();
        Dictionary<string, Tensor> state = module.state_dict();
        foreach ((string name, Parameter? values) in parameters)
        {
            if (values is null)
                continue;

            using Tensor copy = tensor(values.ToArray());
            state[name].copy_(copy.reshape(state[name].shape));
        }

        return module;
    }

    /// <summary>A layer and the places of what it reads; no module adds two of them.</summary>
    private sealed record Step(int[] Inputs, nn.Module<Tensor, Tensor>? Module);
}
