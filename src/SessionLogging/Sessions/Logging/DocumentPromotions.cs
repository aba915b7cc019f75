using SessionLogging.Preferences.Reading;
using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Sessions.Logging;

/// <summary>When versions of documents were made the default, as far as CloudTrail's Event history tells. Asked once, when it is first needed; where it may not be asked it tells nothing.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class DocumentPromotions(CallHistory history, TimeProvider time)
{
    private const string Operation = "UpdateDocumentDefaultVersion";

    private List<RecordedCall>? _calls;
    private DateTimeOffset? _since;

    /// <summary>Since when every promotion is known; <see langword="null"/> where none is.</summary>
    internal DateTimeOffset? Since => _since;

    /// <summary>The promotions of a document, the oldest first.</summary>
    internal async Task<IReadOnlyList<DocumentPromotion>> OfAsync(string name, CancellationToken cancellationToken)
    {
        if (_calls is null)
        {
            var calls = new List<RecordedCall>();
            var reach = await history.ReadAsync(Operation, ReportWindow.Remembered(time.GetUtcNow(), CallHistory.Days), calls.AddRange, cancellationToken).ConfigureAwait(false);
            (_calls, _since) = (calls, reach.Failure is null ? reach.Since : null);
        }

        return
        [
            .. from call in _calls
               where call is { IsRefused: false, EventSource: "ssm.amazonaws.com" } && call.Request.Name?.Split('/')[^1] == name.Split('/')[^1]
               let version = call.Request.DocumentVersion ?? call.Answer.DefaultVersion
               where version is not null
               orderby call.EventTime, VersionNumber.Of(version)
               select new DocumentPromotion(call.EventTime, version),
        ];
    }
}

/// <summary>A version that was made the default.</summary>
/// <param name="Time">When.</param>
/// <param name="Version">Its number.</param>
internal sealed record DocumentPromotion(DateTimeOffset Time, string Version);
