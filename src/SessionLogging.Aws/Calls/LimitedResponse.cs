using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Calls;

/// <summary>An answer whose body is not waited for without end.</summary>
internal sealed class LimitedResponse(IWebResponseData answer, TimeSpan limit, CancellationToken caller) : IWebResponseData
{
    private IHttpResponseBody? _body;

    /// <inheritdoc/>
    public long ContentLength => answer.ContentLength;

    /// <inheritdoc/>
    public string ContentType => answer.ContentType;

    /// <inheritdoc/>
    public HttpStatusCode StatusCode => answer.StatusCode;

    /// <inheritdoc/>
    public bool IsSuccessStatusCode => answer.IsSuccessStatusCode;

    /// <inheritdoc/>
    public IHttpResponseBody ResponseBody => _body ??= new Body(answer.ResponseBody, limit, caller);

    /// <inheritdoc/>
    public string[] GetHeaderNames() => answer.GetHeaderNames();

    /// <inheritdoc/>
    public bool IsHeaderPresent(string headerName) => answer.IsHeaderPresent(headerName);

    /// <inheritdoc/>
    public string GetHeaderValue(string headerName) => answer.GetHeaderValue(headerName);

    /// <inheritdoc/>
    public bool IsEventHeaderPresent(string headerName) => answer.IsEventHeaderPresent(headerName);

    /// <inheritdoc/>
    public IEventStreamHeader GetEventStreamHeader(string headerName) => answer.GetEventStreamHeader(headerName);

    private sealed class Body(IHttpResponseBody body, TimeSpan limit, CancellationToken caller) : IHttpResponseBody
    {
        public Stream OpenResponse() => Limited(body.OpenResponse());

        public async Task<Stream> OpenResponseAsync() => Limited(await body.OpenResponseAsync().ConfigureAwait(false));

        public void Dispose() => body.Dispose();

        private SilenceLimitedStream Limited(Stream stream) => new(stream, limit, TimeProvider.System, caller);
    }
}
