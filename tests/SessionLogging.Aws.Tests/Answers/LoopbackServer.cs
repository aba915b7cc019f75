using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SessionLogging.Aws.Tests.Answers;

/// <summary>A server that answers as a test says, and keeps what it was asked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application) => _application = application;

    public string Url => _application.Urls.First();

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, SeenRequest, Task> answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackServer(builder.Build());
        server._application.Run(async context =>
        {
            var seen = await SeenRequest.ReadAsync(context.Request);
            server.Requests.Enqueue(seen);
            await answer(context, seen);
        });
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Answers with a text, as the services of the SDK do.</summary>
    public static Task<LoopbackServer> StartAsync(Func<SeenRequest, string> body, CancellationToken cancellationToken) => StartAsync(
        (context, seen) =>
        {
            context.Response.Headers["x-amzn-RequestId"] = "request-1";
            return context.Response.WriteAsync(body(seen));
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }
}

/// <summary>A request as it came.</summary>
internal sealed record SeenRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<SeenRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new SeenRequest(
            request.Method,
            request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
    }
}
