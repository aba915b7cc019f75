using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Calls;

/// <summary>An answer whose body is not waited for without end.</summary>
internal sealed class LimitedResponse(IWebResponseData answer, TimeSpan limit, CancellationToken caller) : IWebResponseData
{
    private IHttpResponseBody? _body;

    public long ContentLength => answer.ContentLength;

    public string ContentType => answer.ContentType;

    public HttpStatusCode StatusCode => answer.StatusCode;

    public bool IsSuccessStatusCode => answer.IsSuccessStatusCode;

    public IHttpResponseBody ResponseBody => _body ??= new Body(answer.ResponseBody, limit, caller);

    public string[] GetHeaderNames() => answer.GetHeaderNames();

    public bool IsHeaderPresent(string headerName) => answer.IsHeaderPresent(headerName);

    public string GetHeaderValue(string headerName) => answer.GetHeaderValue(headerName);

    public bool IsEventHeaderPresent(string headerName) => answer.IsEventHeaderPresent(headerName);

    public IEventStreamHeader GetEventStreamHeader(string headerName) => answer.GetEventStreamHeader(headerName);

    private sealed class Body(IHttpResponseBody body, TimeSpan limit, CancellationToken caller) : IHttpResponseBody
    {
        public Stream OpenResponse() => Limited(body.OpenResponse());

        public async Task<Stream> OpenResponseAsync() => Limited(await body.OpenResponseAsync().ConfigureAwait(false));

        public void Dispose() => body.Dispose();

        private SilenceLimitedStream Limited(Stream stream) => new(stream, limit, TimeProvider.System, caller);
    }
}
