using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Digits.Engine;
using Digits.Reading;
using Digits.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Digits.Cli.Verbs;

/// <summary><c>digits serve</c>: an HTTP server that reads digits.</summary>
internal sealed class ServeVerb : Verb
{
    private const int HighestPort = 65535;

    private static readonly DigitsServerOptions _usual = new();

    private readonly Option<string[]> _models = new("--model")
    {
        Description = "An ONNX file, or NAME=FILE; can be given several times, and the first is the usual one. A file that is replaced is loaded anew "
            + "[default: the bundled model]",
        HelpName = "MODEL",
        DefaultValueFactory = _ => [],
    };

    private readonly InputOptions _input;

    private readonly Option<string> _address = new("--address")
    {
        Description = "The address to listen at: localhost, any, or an IP address",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "localhost",
    };

    private readonly Option<int?> _port = new("--port")
    {
        Description = "The port; 0 for a free one",
        HelpName = "N",
        DefaultValueFactory = _ => 8080,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<string?> _keyFile = new("--api-key-file")
    {
        Description = "File with the key that requests must have in X-API-Key",
        HelpName = "FILE",
    };

    private readonly Option<int?> _maxBatch = new("--max-batch")
    {
        Description = "The most images of different requests that are run together; 1 for each by itself",
        HelpName = "N",
        DefaultValueFactory = _ => _usual.MaxBatch,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<int?> _maxQueue = new("--max-queue")
    {
        Description = "The most images that wait; beyond that a request is answered with 503",
        HelpName = "N",
        DefaultValueFactory = _ => _usual.MaxQueue,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<int?> _maxRate = new("--max-rate")
    {
        Description = "The most requests a second from one address; beyond that they are answered with 429; 0 for no limit",
        HelpName = "N",
        DefaultValueFactory = _ => _usual.MaxRequestsPerSecond,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<bool> _logRequests = new("--log-requests") { Description = "Write a line into the log for each request" };

    private readonly Option<bool> _logJson = new("--log-json") { Description = "Write the log as JSON, an object a line" };

    internal ServeVerb()
        : base(
            "serve",
            "Serve a page to draw on and an HTTP API that reads digits",
            "digits serve",
            "digits serve --model runs/train-1/model.onnx --port 9000",
            "digits serve --model a=first.onnx --model b=second.onnx",
            "digits serve --address any --api-key-file key.txt --log-json",
            "curl --data-binary @photo.jpg http://localhost:8080/v1/read")
    {
        Add(_models);
        _input = new InputOptions(this);
        Add(_address);
        Add(_port);
        Add(_keyFile);
        Add(_maxBatch);
        Add(_maxQueue);
        Add(_maxRate);
        Add(_logRequests);
        Add(_logJson);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        int port = AtLeast(result, _port, 0);
        if (port > HighestPort)
            throw new InvalidInputException($"--port {port} cannot be used; give 0 to {HighestPort}.");
        ModelFile[] models = Models(result.GetRequiredValue(_models), _input.Read(result), _input.OutputName(result));
        string? key = result.GetValue(_keyFile) is { } file ? Key(file) : null;
        int maxBatch = AtLeast(result, _maxBatch, 1), maxQueue = AtLeast(result, _maxQueue, 1);
        int maxRate = AtLeast(result, _maxRate, 0);
        string given = result.GetRequiredValue(_address);
        IPAddress address = Address(given);
        WebApplication server = DigitsServer.Create(address, port, result.GetValue(_logJson), options =>
        {
            foreach (ModelFile model in models)
                options.Models.Add(model);
            (options.ApiKey, options.MaxBatch, options.MaxQueue, options.Threads) = (key, maxBatch, maxQueue, output.Threads);
            (options.MaxRequestsPerSecond, options.IsLoggingRequests) = (maxRate, result.GetValue(_logRequests));
        });
        Serve(server, given, output).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    private static async Task Serve(WebApplication server, string address, Output output)
    {
        await using (server)
        {
            try
            {
                await server.StartAsync();
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                throw new WorkFailedException(
                    $"cannot listen at {address}: {e.Message.TrimEnd('.')}. Give another --port, 0 for a free one, or another --address.", e);
            }

            string listens = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            int port = new Uri(listens).Port;
            output.Remark($"Listening at http://{(address == "any" ? "localhost" : address)}:{port} (Ctrl-C ends)");
            await server.WaitForShutdownAsync();
        }
    }

    private static ModelFile[] Models(string[] given, InputConvention? input, string? output)
    {
        (string? Name, string Path)[] split = [.. given.Select(Split)];
        string[] names = ModelNames.Of([.. split.Select(model => model.Path)]);
        return [.. split.Select((model, i) => ModelLoading.IsDefault(model.Path)
            ? new ModelFile(model.Name ?? names[i])
            : new ModelFile(model.Name ?? names[i], model.Path) { Input = input, Output = output }),];
    }

    private static (string? Name, string Path) Split(string model)
    {
        int at = model.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && !File.Exists(model) ? (model[..at], model[(at + 1)..]) : (null, model);
    }

    private static IPAddress Address(string given)
    {
        if (given == "localhost")
            return IPAddress.Loopback;
        if (given == "any")
            return Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        return IPAddress.TryParse(given, out IPAddress? address)
            ? address
            : throw new InvalidInputException($"--address {given} cannot be used; give localhost, any, or an IP address.");
    }

    private static string Key(string file)
    {
        string key = File.ReadAllText(file).Trim();
        return key.Length > 0 ? key : throw new InvalidInputException($"{file}: is empty; write the key into it.");
    }

    private static int AtLeast(ParseResult result, Option<int?> option, int least)
    {
        int value = result.GetValue(option)!.Value;
        return value >= least ? value : throw new InvalidInputException($"{option.Name} {value} cannot be used; give {least} or more.");
    }
}
