using Shipments.Domain.Containers;
using Shipments.Domain.Scans;
using Shipments.Grains.Parcels;
using Shipments.Journal.V1;
using Shipments.V1;
using ContainerMember = Shipments.V1.ContainerMember;

namespace Shipments.Grains.Containers;

/// <summary>Containers as callers see them.</summary>
internal static class ContainerViews
{
    private const string Prefix = "containers/";

    public static Container Of(string id, ContainerStateRecord record)
    {
        Container view = new()
        {
            Name = Prefix + id,
            Kind = (V1.ContainerKind)record.Kind,
            CreateTime = ParcelViews.TimeOf(record.CreatedMs),
            UpdateTime = ParcelViews.TimeOf(record.UpdatedMs),
            SealTime = record.Seal is { } seal ? ParcelViews.TimeOf(seal.AtMs) : null,
            SealNumber = record.Seal?.Number ?? "",
            MemberCount = record.Members.Count(ContainerMembers.IsInNow),
            KnownMemberCount = record.Members.Count,
            PendingMemberCount = ContainerProgress.Pending(record),
            RefusedCount = record.Refused,
        };
        if (ReceptacleId.TryParse(id, out ReceptacleId receptacle, out _))
        {
            view.Receptacle = FieldsOf(receptacle);
            view.Dispatch = FieldsOf(receptacle.Dispatch);
        }
        else if (DispatchId.TryParse(id, out DispatchId dispatch, out _))
        {
            view.Dispatch = FieldsOf(dispatch);
            view.Receipt = ReceiptOf(Domain.Containers.DispatchReceipt.Of(record));
        }

        for (int i = 0; i < record.Scans.Count; i++)
            view.Scans.Add(ScanOf(record.Scans[i], ContainerProgress.Of(record, i)));
        return view;
    }

    public static ContainerMember MemberOf(Journal.V1.ContainerMember member)
    {
        ContainerMember view = new() { Name = ContainerMembers.NameOf(member), Present = ContainerMembers.IsInNow(member) };
        view.Moves.Add(member.Moves.Select(MoveOf));
        return view;
    }

    public static ParcelContainer MembershipOf(ContainerMembership membership) => new()
    {
        Name = Prefix + membership.Container,
        Present = membership.Moves.Count > 0 && !ContainerMembers.IsOut(membership.Moves[^1]),
        Moves = { membership.Moves.Select(MoveOf) },
    };

    private static ContainerMove MoveOf(long move) => new()
    {
        Time = ParcelViews.TimeOf(ContainerMembers.TimeOf(move)),
        Out = ContainerMembers.IsOut(move),
    };

    private static RecordedContainerScan ScanOf(ContainerScan scan, ContainerProgress progress) => new()
    {
        ScanId = ScanIds.Text(scan.Fact.Id),
        Carrier = scan.Fact.Carrier,
        Code = scan.Fact.Code,
        Description = scan.Fact.Text,
        EventTime = ParcelViews.TimeOf(scan.Fact.Time.UtcMs),
        Withdrawn = scan.Withdrawn,
        SourceContainer = scan.Fact.Container.Length > 0 ? Prefix + scan.Fact.Container : "",
        MemberCount = progress.Members,
        DeliveredCount = progress.Delivered,
    };

    private static ReceptacleFields FieldsOf(ReceptacleId receptacle) => new()
    {
        Serial = receptacle.Serial,
        Last = receptacle.IsLast,
        RegisteredOrInsured = receptacle.HoldsRegistered,
        WeightHectograms = receptacle.WeightHectograms,
    };

    private static DispatchFields FieldsOf(DispatchId dispatch) => new()
    {
        OriginOffice = dispatch.Origin,
        DestinationOffice = dispatch.Destination,
        Category = dispatch.Category.ToString(),
        Subclass = dispatch.Subclass,
        YearDigit = dispatch.YearDigit,
        Serial = dispatch.Serial,
    };

    private static V1.DispatchReceipt ReceiptOf(Domain.Containers.DispatchReceipt receipt) => new()
    {
        PresentCount = receipt.Present,
        ExpectedCount = receipt.Expected,
        MissingSerials = { receipt.Missing },
        Complete = receipt.Expected > 0 && receipt.Missing.Count == 0,
    };
}
