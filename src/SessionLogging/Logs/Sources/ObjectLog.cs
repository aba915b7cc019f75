using SessionLogging.Files;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Logs.Sources;

/// <summary>A log in an object of S3 that is open. A connection that breaks is made up for by asking for the rest of the same object.</summary>
internal sealed class ObjectLog : IStoredLog
{
    private const int MostAtOnce = 64 * 1024;

    private readonly ILogObjects _objects;
    private readonly LogPlace _place;
    private readonly string _sessionId;
    private readonly TimeProvider _time;
    private readonly byte[] _buffer;
    private readonly LogObjectContent _first;
    private LogObjectContent _content;
    private long _position;
    private int _failures;

    /// <summary>Takes an open object.</summary>
    /// <param name="objects">Where it was opened.</param>
    /// <param name="place">Where it lies.</param>
    /// <param name="sessionId">Whose log it is.</param>
    /// <param name="content">The object.</param>
    /// <param name="time">The clock.</param>
    internal ObjectLog(ILogObjects objects, LogPlace place, string sessionId, LogObjectContent content, TimeProvider time) =>
        (_objects, _place, _sessionId, _first, _content, _time, _buffer) =
            (objects, place, sessionId, content, content, time, new byte[Math.Min(MostAtOnce, Math.Max(1, content.Size))]);

    /// <inheritdoc/>
    public string Place => _place.S3Uri;

    /// <inheritdoc/>
    public SessionLogOrigin Origin => SessionLogOrigin.S3;

    /// <inheritdoc/>
    public long? Size => _first.Size;

    /// <inheritdoc/>
    public async Task<StoredLogFacts> CopyToAsync(Stream destination, Action<long>? progress, CancellationToken cancellationToken)
    {
        int count;
        while ((count = await ReadAsync(cancellationToken).ConfigureAwait(false)) > 0)
        {
            await destination.WriteFirstAsync(_buffer, count, cancellationToken).ConfigureAwait(false);
            progress?.Invoke(_position);
        }

        return new StoredLogFacts
        {
            Bytes = _position,
            ETag = _first.ETag,
            VersionId = _first.VersionId,
            LastModified = _first.LastModified,
            IsMasked = false,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    /// <summary>The next bytes; none behind the object's last.</summary>
    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        while (_position < _first.Size)
        {
            try
            {
                var count = await _content.Content.ReadIntoAsync(_buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    throw new AwsCallException(
                        AwsCallFailure.Unreachable, "S3", "GetObject", code: null, requestId: null, httpStatus: null,
                        FormattableString.Invariant($"the answer ended after {_position:N0} of {_first.Size:N0} bytes"));
                }

                _position += count;
                _failures = 0;
                return count;
            }
            catch (AwsCallException failure) when (Resuming.IsWorthwhile(failure, _failures))
            {
                await GoOnAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        _content.Dispose();
        while (true)
        {
            if (_failures > 0)
            {
                await Resuming.WaitAsync(_time, _failures, cancellationToken).ConfigureAwait(false);
            }

            _failures++;
            try
            {
                _content = await _objects.OpenAsync(_place.Container, _place.Name, new LogObjectRest(_position, _first.ETag), cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException failure) when (failure.HttpStatus == 412)
            {
                throw StoredLogException.Changed(_sessionId, Place);
            }
            catch (AwsCallException failure) when (Resuming.IsWorthwhile(failure, _failures))
            {
                continue;
            }

            // Not every implementation of S3 looks at If-Match.
            if (_content.ETag != _first.ETag || _content.Size != _first.Size)
            {
                throw StoredLogException.Changed(_sessionId, Place);
            }

            return;
        }
    }
}
