using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SessionLogging.Sandbox.Calls;
using SessionLogging.Sandbox.Control;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox;

/// <summary>An AWS account in one process: answers the wire protocols of AWS on loopback until it is disposed of.</summary>
/// <remarks>Kestrel without a host: it starts in milliseconds, writes no logs and handles no signals of the process it runs in.</remarks>
public sealed class SandboxServer : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, bool> UsedUrls = new();

    private readonly KestrelServer _server;
    private readonly TaskCompletionSource _stopRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SandboxServer(SandboxOptions options)
    {
        Cloud = new Cloud(options.Clock) { DocumentRules = options.DocumentRules, SessionRules = options.SessionRules, HasQuotas = options.HasQuotas };
        Faults = new FaultBook(options.Clock);
        Services = ServiceList.Of(Cloud);
        _server = new KestrelServer(
            Options.Create(Configure(options.Port)),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        if (options.Follows is { } before)
        {
            Cloud.Credentials.TakeTemporary(before.Cloud.Credentials);
        }

        OrganizationSeeds.Plant(Cloud, options.Organization);
        if (options.Seeded)
        {
            Seeds.Plant(Cloud);
        }

        if (options is { Seeded: true, Sessions: > 0 })
        {
            SessionSeeds.Plant(Cloud, options.Sessions);
        }

        if (options.DocumentFolder is { } folder)
        {
            Seeds.PlantDocuments(Cloud, folder);
        }
    }

    /// <summary>The URL to give to clients as their endpoint, for example <c>http://127.0.0.1:40123</c>.</summary>
    public string Url => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    /// <summary>The accounts and what they hold.</summary>
    public Cloud Cloud { get; }

    /// <summary>What goes wrong.</summary>
    public FaultBook Faults { get; }

    /// <summary>What was asked.</summary>
    public CallJournal Calls { get; } = new();

    /// <summary>Done when a client asked the sandbox to stop (<c>POST /_sandbox/stop</c>).</summary>
    public Task StopRequested => _stopRequested.Task;

    internal IReadOnlyList<SandboxService> Services { get; }

    /// <summary>Starts a sandbox; it answers when this returns. Where any port will do it is one that no sandbox of this process has had: clients remember what they learned from an address.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxOptions();
        while (true)
        {
            var sandbox = await ListenAsync(options, cancellationToken);
            if (UsedUrls.TryAdd(sandbox.Url, true) || options.Port != 0)
            {
                return sandbox;
            }

            await sandbox.DisposeAsync();
        }
    }

    private static async Task<SandboxServer> ListenAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var sandbox = new SandboxServer(options);
        var pipeline = new Pipeline(sandbox.Cloud, sandbox.Services, sandbox.Calls, sandbox.Faults);
        var control = new ControlEndpoints(sandbox, () => sandbox._stopRequested.TrySetResult());
        await sandbox._server.StartAsync(new Application(control, pipeline), cancellationToken);
        return sandbox;
    }

    /// <summary>One account's state.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public AccountState Account(string id) => Cloud.Account(id);

    /// <summary>Lets held calls go, closes every connection and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private static KestrelServerOptions Configure(int port)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        return kestrel;
    }

    private sealed class Application(ControlEndpoints control, Pipeline pipeline) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context)
            => ControlEndpoints.IsMeant(context.Request) ? control.HandleAsync(context) : pipeline.HandleAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
