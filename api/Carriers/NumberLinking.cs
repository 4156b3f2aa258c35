using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Journal.V1;
using Shipments.V1;
using NumberRole = Shipments.V1.NumberRole;

namespace Shipments.Api.Carriers;

/// <summary>
/// Attaches the further numbers that a payload names to the parcels that took its scans, else to the parcels that hold its number now. While
/// nobody holds it, the number keeps them for the parcel that comes to: a carrier may say each thing only once.
/// </summary>
internal sealed class NumberLinking(IParcelCalls parcels, INumberCalls numbers)
{
    /// <summary>Attaches the numbers of one shipment and lists them in its result.</summary>
    internal async Task LinkAsync(
        PayloadRequest request, PayloadItem item, IngestedItem result, int index, CancellationToken cancellationToken)
    {
        List<ParcelNumber> linked = NumbersOf(request, item);
        if (linked.Count == 0 || !TrackingNumbers.TryNormalise(item.Number, out string own, out _))
            return;
        IReadOnlyList<string> holders = Takers(result);
        if (holders.Count == 0)
            holders = await HoldersAsync(request, own, cancellationToken);
        if (holders.Count == 0)
        {
            var names = new NoteNamesCommand { Names = { linked } };
            NoteNamesReply reply = await numbers.NoteNames(request.Tenant, own, names, cancellationToken);
            MayGoOn(reply.Header, own, result, index);
            return;
        }

        foreach (string parcel in holders)
        {
            // No request id: a parcel that has a number already answers the same again, whichever payload names it.
            var command = new LinkNumbersCommand { Numbers = { linked } };
            LinkNumbersReply reply = await parcels.LinkNumbers(request.Tenant, parcel, command, cancellationToken);
            if (!MayGoOn(reply.Header, ParcelNames.Of(parcel), result, index))
                return;
        }

        foreach (ParcelNumber number in linked)
        {
            result.LinkedNumbers.Add(new TrackingNumber
            {
                Number = number.Number,
                Issuer = number.Issuer,
                Role = (NumberRole)number.Role,
                NamedBy = number.NamedBy,
                NamedUnder = number.NamedUnder,
                Evidence = number.Evidence,
            });
        }
    }

    /// <summary>Whether a call did what it should; a rule's refusal is the item's error, anything else the payload's.</summary>
    private static bool MayGoOn(CallHeader? header, string subject, IngestedItem result, int index)
    {
        if (ErrorTable.Of(header) is not { } reason)
            return true;
        if (reason is not (ApiReason.ParcelNumbersFull or ApiReason.NumberHoldersFull or ApiReason.InboxFull or ApiReason.ParcelNotFound
            or ApiReason.NumberNamesFull or ApiReason.TenantHeldFull))
            throw ErrorStatuses.Exception(reason, header?.Detail, subject: subject);
        result.Error ??= ErrorStatuses.Of(reason, header?.Detail, subject: $"items[{index}].linked_numbers");
        return false;
    }

    private static List<ParcelNumber> NumbersOf(PayloadRequest request, PayloadItem item)
    {
        List<ParcelNumber> linked = [];
        TrackingNumbers.TryNormalise(item.Number, out string own, out _);
        foreach (LinkedNumber named in item.Linked)
        {
            if (linked.Count == ApiLimits.NumbersMax || !TrackingNumbers.TryNormalise(named.Number, out string number, out _)
                || number == own || linked.Exists(known => known.Number == number))
                continue;
            linked.Add(new ParcelNumber
            {
                Number = number,
                Issuer = named.Issuer,
                Role = (int)named.Role,
                FromMs = (request.ReceivedAt - ApiLimits.NumberValidBefore).ToUnixTimeMilliseconds(),
                NamedBy = request.Adapter.Carrier,
                NamedUnder = own,
                Evidence = named.Evidence,
            });
        }

        return linked;
    }

    private static List<string> Takers(IngestedItem result)
    {
        List<string> ids = [];
        FieldFaults none = new();
        foreach (ScanOutcome outcome in result.Outcomes)
        {
            foreach (string name in outcome.Parcels)
            {
                if (ParcelNames.TryRead(none, "", name, out string id) && !ids.Contains(id))
                    ids.Add(id);
            }
        }

        return ids;
    }

    private async Task<IReadOnlyList<string>> HoldersAsync(PayloadRequest request, string number, CancellationToken cancellationToken)
    {
        LookupNumberReply reply = await numbers.Lookup(request.Tenant, number, new LookupNumberQuery(), cancellationToken);
        long now = request.ReceivedAt.ToUnixTimeMilliseconds();
        return [.. reply.OrThrow(number).Holders
            .Where(holder => holder.FromMs <= now && (holder.ToMs == 0 || now < holder.ToMs))
            .Select(holder => holder.Parcel).Distinct(StringComparer.Ordinal)];
    }
}
